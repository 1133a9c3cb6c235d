package dev.waybill.tracking.reconciliation;

import dev.waybill.events.ListedTracker;
import dev.waybill.events.Source;
import dev.waybill.events.TrackerListing;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.RecordHeaders;
import dev.waybill.tracking.batch.BatchHandler;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Compares what EasyPost has of trackers with what is known, and gives what no webhook has told to the inbox. Key: the reconciliation.
 * Ordering: none needed. A duplicate: finds what is not known yet once more, which changes nothing. A poison record: to its dead letters.
 */
final class ReconciliationHandler implements BatchHandler<TrackerListing> {

    private final AvroWire wire;
    private final MissedWebhooks missed;
    private final Counter found;

    ReconciliationHandler(AvroWire wire, MissedWebhooks missed, MeterRegistry meters) {
        this.wire = wire;
        this.missed = missed;
        this.found = meters.counter("waybill.webhooks.missed");
    }

    @Override
    public TrackerListing read(ConsumerRecord<byte[], byte[]> told) {
        if (told.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        return wire.decode(told.value(), TrackerListing.class);
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> handle(List<TrackerListing> batch) {
        Map<UUID, MissedWebhook> listed = new LinkedHashMap<>();
        batch.stream().flatMap(MissedWebhook::in).forEach(one -> listed.putIfAbsent(one.id(), one));
        Set<UUID> untold = missed.write(listed.values());
        found.increment(untold.size());
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (TrackerListing listing : batch) {
            for (ListedTracker tracker : listing.getTrackers()) {
                if (untold.remove(MissedWebhook.id(tracker))) {
                    records.add(inbox(listing, tracker));
                }
            }
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> inbox(TrackerListing listing, ListedTracker tracker) {
        var headers = new ArrayList<Header>();
        headers.add(RecordHeaders.header(
                RecordHeaders.SOURCE, Source.IMPORTED.name().toLowerCase(Locale.ROOT)));
        headers.add(RecordHeaders.header(RecordHeaders.OPERATION, listing.getReconciliationId()));
        if (listing.getAccount() != null) {
            headers.add(RecordHeaders.header(RecordHeaders.ACCOUNT, listing.getAccount()));
        }
        return new ProducerRecord<>(
                Topics.INBOX, null, null, null, tracker.getBody().getBytes(StandardCharsets.UTF_8), headers);
    }
}
