@NullUnmarked
package dev.waybill.console.live;

import org.jspecify.annotations.NullUnmarked;
