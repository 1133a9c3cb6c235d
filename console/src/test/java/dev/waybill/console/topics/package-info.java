@NullMarked
package dev.waybill.console.topics;

import org.jspecify.annotations.NullMarked;
