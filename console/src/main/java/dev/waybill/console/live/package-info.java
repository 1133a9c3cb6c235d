/** Events as they come, over HTTP: server-sent events from any point in time. */
@NullMarked
package dev.waybill.console.live;

import org.jspecify.annotations.NullMarked;
