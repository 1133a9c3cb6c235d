@NullUnmarked
package dev.waybill.console.asyncapi;

import org.jspecify.annotations.NullUnmarked;
