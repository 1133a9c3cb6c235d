/** How threads end. */
@NullMarked
package dev.waybill.schemas.lifecycle;

import org.jspecify.annotations.NullMarked;
