/** How soon after a webhook its row can be read, under a steady load. */
@NullMarked
package dev.waybill.benchmarks.endtoend;

import org.jspecify.annotations.NullMarked;
