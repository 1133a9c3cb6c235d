package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.webhooks.Parcel;
import dev.waybill.events.Source;
import dev.waybill.ingest.normalizer.mapping.InboxRecord;
import dev.waybill.ingest.normalizer.mapping.Normalizer;
import dev.waybill.ingest.normalizer.mapping.TypedEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.BundledSchemas;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the normalizer makes of webhooks, for the topic of tracking-events. */
final class TypedEvents {

    private static final AvroWire WIRE = new AvroWire(BundledSchemas.catalogue());

    private TypedEvents() {}

    /** Each parcel once, with all its scans. */
    static List<ProducerRecord<byte[], byte[]>> firstTell(List<Parcel> parcels) {
        return parcels.stream().map(parcel -> event(parcel, parcel.scans())).toList();
    }

    /** Each parcel once for each scan, with those before it, all parcels in the order of time. */
    static List<ProducerRecord<byte[], byte[]>> live(List<Parcel> parcels) {
        return parcels.stream()
                .flatMap(parcel -> IntStream.rangeClosed(1, parcel.scans()).mapToObj(told -> new Telling(parcel, told)))
                .sorted(Comparator.comparing(Telling::at))
                .map(telling -> event(telling.parcel, telling.told))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> event(Parcel parcel, int told) {
        Instant receivedAt = parcel.toldAt(told).plusSeconds(2);
        return Normalizer.normalize(new InboxRecord(parcel.webhook(told), receivedAt, Source.WEBHOOK, null)).stream()
                .filter(event -> event.topic().equals(Topics.TRACKING_EVENTS))
                .map(TypedEvents::record)
                .findFirst()
                .orElseThrow();
    }

    private static ProducerRecord<byte[], byte[]> record(TypedEvent event) {
        return WIRE.record(event.topic(), event.key(), event.value(), event.cloudEvent());
    }

    private record Telling(Parcel parcel, int told) {

        Instant at() {
            return parcel.toldAt(told);
        }
    }
}
