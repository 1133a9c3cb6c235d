@NullUnmarked
package dev.waybill.console.reconciliations;

import org.jspecify.annotations.NullUnmarked;
