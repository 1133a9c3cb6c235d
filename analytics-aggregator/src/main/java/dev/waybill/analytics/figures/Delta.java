package dev.waybill.analytics.figures;

import org.jspecify.annotations.Nullable;

/** How a shipment changes one rollup: what it added before goes, what it adds now comes. */
public record Delta(
        @Nullable Contribution removed, @Nullable Contribution added) {}
