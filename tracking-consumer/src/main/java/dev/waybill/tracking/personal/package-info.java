/**
 * The only place of people, brought into the tables: addresses, who signed for a parcel, who signed a customs form. Each has a version of
 * its own and may come before or after the rest of its row. Who was erased stays erased, whatever is told again: erasures are read before
 * anything else. A record that is older than the row, or tells of somebody erased, is answered on the same topic, so that the last record
 * of a key, which compaction keeps, is the right one.
 */
@NullMarked
package dev.waybill.tracking.personal;

import org.jspecify.annotations.NullMarked;
