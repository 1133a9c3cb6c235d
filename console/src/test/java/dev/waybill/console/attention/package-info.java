@NullUnmarked
package dev.waybill.console.attention;

import org.jspecify.annotations.NullUnmarked;
