@NullUnmarked
package dev.waybill.console.rebuilds;

import org.jspecify.annotations.NullUnmarked;
