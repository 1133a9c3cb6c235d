@NullUnmarked
package dev.waybill.console.trackers;

import org.jspecify.annotations.NullUnmarked;
