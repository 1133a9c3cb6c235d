/** What the commands ask of EasyPost themselves. */
@NullMarked
package dev.waybill.standalone.easypost;

import org.jspecify.annotations.NullMarked;
