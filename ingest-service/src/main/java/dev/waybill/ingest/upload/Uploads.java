package dev.waybill.ingest.upload;

import dev.waybill.ingest.inbox.Inbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives each upload its id and its way into the inbox, and counts their lines. */
final class Uploads {

    private final Inbox inbox;
    private final UploadProperties settings;
    private final Supplier<UUID> ids;
    private final MeterRegistry meters;

    Uploads(Inbox inbox, UploadProperties settings, Supplier<UUID> ids, MeterRegistry meters) {
        this.inbox = inbox;
        this.settings = settings;
        this.ids = ids;
        this.meters = meters;
    }

    Upload begin() {
        return new Upload(inbox, "op_" + ids.get().toString().replace("-", ""), settings);
    }

    /** Returns the size of the largest line or element, in bytes. */
    int limit() {
        return settings.limit();
    }

    void count(Tally tally) {
        meters.counter("waybill.upload.lines", "outcome", "accepted").increment((double) tally.accepted());
        meters.counter("waybill.upload.lines", "outcome", "rejected").increment((double) tally.rejected());
    }
}
