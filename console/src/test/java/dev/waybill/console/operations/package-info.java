@NullMarked
package dev.waybill.console.operations;

import org.jspecify.annotations.NullMarked;
