package dev.waybill.analytics.topology;

import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The whole topology. Key: the shipment, whose snapshots come in order, the last the newest. A duplicate changes nothing and sends nothing;
 * a poison record goes to shipment-metrics-dlt, in the same transaction, and leaves the shipment as it was; a tombstone takes the shipment
 * out of everything.
 */
public final class AnalyticsTopology {

    /** How many shipments that time alone makes need attention are told of within a second: what comes meanwhile waits for them. */
    public static final int MOST_DUE_AT_ONCE = 5_000;

    private final AvroWire wire;
    private final int fold;
    private final Handled handled;
    private final Counter deadLetters;
    private final Clock clock;
    private final int mostDueAtOnce;

    /**
     * @param fold its version, by which rows of an older one are known
     * @param handled what older ones have told
     */
    public AnalyticsTopology(
            AvroWire wire, int fold, Handled handled, MeterRegistry metrics, Clock clock, int mostDueAtOnce) {
        this.clock = clock;
        this.mostDueAtOnce = mostDueAtOnce;
        this.wire = wire;
        this.fold = fold;
        this.handled = handled;
        deadLetters = metrics.counter("waybill.dead.letters", "topic", Topics.SHIPMENT_METRICS);
    }

    /** Adds all of it to a builder. */
    public void addTo(StreamsBuilder builder) {
        builder.addStateStore(ShipmentChanges.store());
        KStream<byte[], Reading> readings = builder.stream(
                        Topics.SHIPMENT_METRICS,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor((told, time) -> Math.max(0, told.timestamp()))
                                .withName("shipment-metrics"))
                .processValues(() -> new SnapshotReader(wire, deadLetters), Named.as("read"));
        readings.split(Named.as("is-"))
                .branch(
                        (shipment, reading) -> reading instanceof Reading.Unreadable,
                        Branched.<byte[], Reading>withConsumer(AnalyticsTopology::sendDeadLetters)
                                .withName("unreadable"))
                .defaultBranch(Branched.<byte[], Reading>withConsumer(readable -> addFeaturesTo(builder, readable))
                        .withName("snapshot"));
        new Leftovers(wire, fold).addTo(builder);
    }

    private static void sendDeadLetters(KStream<byte[], Reading> unreadable) {
        unreadable
                .mapValues(reading -> ((Reading.Unreadable) reading).value(), Named.as("dead-letters"))
                .to(
                        Topics.named(Topics.SHIPMENT_METRICS).deadLetters(),
                        Produced.with(Serdes.ByteArray(), Serdes.Bytes()).withName("shipment-metrics-dlt"));
    }

    private void addFeaturesTo(StreamsBuilder builder, KStream<byte[], Reading> readable) {
        KStream<byte[], Reading.Snapshot> snapshots =
                readable.mapValues(reading -> (Reading.Snapshot) reading, Named.as("snapshots"));
        new Attention(wire, clock, mostDueAtOnce).addTo(builder, snapshots);
        KStream<byte[], ShipmentChange> changes =
                snapshots.processValues(() -> new ShipmentChanges(handled), Named.as("changes"), ShipmentChanges.STORE);
        new StatusEvents(wire).addTo(changes);
        new Rollups(wire, fold).addTo(changes);
        new CarrierGaps(wire).addTo(builder, changes);
    }
}
