@NullUnmarked
package dev.waybill.console.imports;

import org.jspecify.annotations.NullUnmarked;
