@NullMarked
package dev.waybill.standalone.easypost;

import org.jspecify.annotations.NullMarked;
