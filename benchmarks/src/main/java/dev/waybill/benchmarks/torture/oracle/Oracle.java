package dev.waybill.benchmarks.torture.oracle;

import java.util.Collection;
import java.util.List;

/** What the tables must hold once these webhooks, in whatever order and however often, have been taken in. */
public final class Oracle {

    private Oracle() {}

    /** Computes every table that is compared from the bodies of the webhooks that were acknowledged. */
    public static Content content(Collection<byte[]> webhooks) {
        List<Figures> all = Told.of(webhooks).stream().map(Figures::of).toList();
        Content content = Content.empty();
        all.forEach(figures -> Facts.write(content, figures));
        all.forEach(figures -> MetricsRow.write(content, figures));
        Rollups.write(content, all.stream().filter(Figures::counted).toList());
        return content;
    }
}
