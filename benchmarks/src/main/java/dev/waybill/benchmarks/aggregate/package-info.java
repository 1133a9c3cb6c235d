/** How many snapshots a second become rollups, what each costs once there is a long history, and how soon a delivery shows in its row. */
@NullMarked
package dev.waybill.benchmarks.aggregate;

import org.jspecify.annotations.NullMarked;
