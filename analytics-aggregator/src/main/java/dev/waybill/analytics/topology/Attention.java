package dev.waybill.analytics.topology;

import dev.waybill.events.AttentionEvent;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroSerde;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * attention-events: one for each reason that a shipment gives from a time on, and one when it gives it no longer. Key and order are the
 * snapshots'. A snapshot told again tells nothing.
 */
final class Attention {

    private final AvroWire wire;
    private final Clock clock;
    private final int mostAtOnce;

    /** @param mostAtOnce how many that are due are told of within a second */
    Attention(AvroWire wire, Clock clock, int mostAtOnce) {
        this.wire = wire;
        this.clock = clock;
        this.mostAtOnce = mostAtOnce;
    }

    void addTo(StreamsBuilder builder, KStream<byte[], Reading.Snapshot> snapshots) {
        builder.addStateStore(AttentionWatch.watchedStore());
        builder.addStateStore(AttentionWatch.dueStore());
        snapshots
                .process(
                        () -> new AttentionWatch(wire, clock, mostAtOnce),
                        Named.as("attention"),
                        AttentionWatch.WATCHED,
                        AttentionWatch.DUE)
                .processValues(
                        () -> new CloudEventHeaders<>("dev.waybill." + Topics.ATTENTION_EVENTS, Attention::id),
                        Named.as("attention-headers"))
                .to(
                        Topics.ATTENTION_EVENTS,
                        Produced.with(Serdes.ByteArray(), AvroSerde.of(wire, AttentionEvent.class))
                                .withName("attention-events"));
    }

    private static String id(byte[] shipment, AttentionEvent event) {
        return event.getShipmentId() + "/attention/" + event.getReason() + '/' + event.getSnapshotOffset() + '/'
                + (event.getRaised() ? "raised" : "withdrawn");
    }
}
