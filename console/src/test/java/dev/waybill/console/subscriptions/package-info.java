@NullUnmarked
package dev.waybill.console.subscriptions;

import org.jspecify.annotations.NullUnmarked;
