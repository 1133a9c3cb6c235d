@NullUnmarked
package dev.waybill.analytics.attention;

import org.jspecify.annotations.NullUnmarked;
