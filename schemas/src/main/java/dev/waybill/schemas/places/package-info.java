/**
 * Where a parcel starts and ends, as far as its distance needs it. A place is told by postal code, city and state; its point comes
 * from bundled tables of US ZIP codes and of the world's cities, at a hundredth of a degree. What the tables do not know has no
 * point, and a distance with an unknown end is null rather than a guess. The package also cuts postal codes down to what names an
 * area and no longer a household, which is all that events carry.
 */
@NullMarked
package dev.waybill.schemas.places;

import org.jspecify.annotations.NullMarked;
