package dev.waybill.analytics.topology;

import dev.waybill.analytics.attention.Watched;
import dev.waybill.analytics.figures.CarrierDay;
import dev.waybill.analytics.figures.Contribution;
import dev.waybill.analytics.figures.Count;
import dev.waybill.analytics.figures.Delta;
import dev.waybill.analytics.figures.Destination;
import dev.waybill.analytics.figures.Hours;
import dev.waybill.analytics.figures.Outcome;
import dev.waybill.analytics.figures.Rollup;
import dev.waybill.analytics.figures.Sum;
import dev.waybill.analytics.figures.Summary;
import dev.waybill.events.AttentionReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** The forms of everything that the topology keeps or sends to itself. */
final class Codecs {

    private static final Codec<String> TEXT = new Codec<>(Encoder::writeString, Decoder::readString);
    private static final Codec<Long> NUMBER = new Codec<>(Encoder::writeLong, Decoder::readLong);
    private static final Codec<BigDecimal> DECIMAL = new Codec<>(
            (out, value) -> out.writeBytes(value.unscaledValue().toByteArray()),
            in -> new BigDecimal(new BigInteger(in.readBytes(null).array()), Sum.SCALE));
    private static final Codec<Instant> TIME = new Codec<>(
            (out, value) -> out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, value)),
            in -> Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS));
    private static final Codec<Boolean> FLAG = new Codec<>(Encoder::writeBoolean, Decoder::readBoolean);
    private static final Codec<Outcome> OUTCOME = Codec.enumeration(Outcome.class);
    private static final Codec<AttentionReason> REASON = Codec.enumeration(AttentionReason.class);
    private static final Codec<Count> COUNT =
            new Codec<>((out, value) -> out.writeLong(value.value()), in -> new Count(in.readLong()));

    private static final Codec<Destination> DESTINATION = new Codec<>(
            (out, value) -> {
                out.writeString(value.country());
                out.writeString(value.state());
            },
            in -> new Destination(in.readString(), in.readString()));

    private static final Codec<Contribution.Cost> COST = new Codec<>(
            (out, value) -> {
                out.writeString(value.currency());
                DECIMAL.write().to(out, value.total());
            },
            in -> new Contribution.Cost(in.readString(), DECIMAL.read().from(in)));

    private static final Codec<Sum> SUM = new Codec<>(
            (out, value) -> {
                DECIMAL.write().to(out, value.total());
                out.writeLong(value.count());
            },
            in -> new Sum(DECIMAL.read().from(in), in.readLong()));

    private static final Codec<Rollup> ROLLUP = rollup();

    static final Codec<Contribution> CONTRIBUTION = new Codec<>(
            (out, value) -> {
                out.writeString(value.mode());
                out.writeString(value.carrier());
                out.writeString(value.service());
                out.writeLong(value.date().toEpochDay());
                OUTCOME.write().to(out, value.outcome());
                FLAG.writeOptional(out, value.onTime());
                out.writeInt(value.exceptions());
                COST.writeOptional(out, value.cost());
                DECIMAL.writeOptional(out, value.days());
                DESTINATION.write().to(out, value.destination());
            },
            in -> new Contribution(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    LocalDate.ofEpochDay(in.readLong()),
                    OUTCOME.read().from(in),
                    FLAG.readOptional(in),
                    in.readInt(),
                    COST.readOptional(in),
                    DECIMAL.readOptional(in),
                    DESTINATION.read().from(in)));

    static final Codec<Delta> DELTA = new Codec<>(
            (out, value) -> {
                CONTRIBUTION.writeOptional(out, value.removed());
                CONTRIBUTION.writeOptional(out, value.added());
            },
            in -> new Delta(CONTRIBUTION.readOptional(in), CONTRIBUTION.readOptional(in)));

    static final Codec<Shipment> SHIPMENT = new Codec<>(
            (out, value) -> {
                out.writeString(value.status());
                TEXT.writeOptional(out, value.detail());
                CONTRIBUTION.writeOptional(out, value.contribution());
                NUMBER.writeOptional(out, value.gapHours());
            },
            in -> new Shipment(
                    in.readString(), TEXT.readOptional(in), CONTRIBUTION.readOptional(in), NUMBER.readOptional(in)));

    static final Codec<Hours> HOURS = hours();

    static final Codec<CarrierGaps.GapDelta> GAP_DELTA = new Codec<>(
            (out, value) -> {
                out.writeLong(value.hours());
                out.writeBoolean(value.added());
            },
            in -> new CarrierGaps.GapDelta(in.readLong(), in.readBoolean()));

    static final Codec<Watched> WATCHED = watched();

    static final Codec<CarrierDay> CARRIER_DAY = carrierDay();

    static final Codec<Summary> SUMMARY = summary();

    static final Serde<CarrierKey> CARRIER_KEY = keys(CarrierKey::parse);

    static final Serde<SummaryKey> SUMMARY_KEY = keys(SummaryKey::parse);

    private Codecs() {}

    private static Codec<Rollup> rollup() {
        var costs = Codec.breakdown(TEXT, SUM);
        return new Codec<>(
                (out, value) -> {
                    out.writeLong(value.delivered());
                    out.writeLong(value.failed());
                    out.writeLong(value.inFlight());
                    out.writeLong(value.onTime());
                    out.writeLong(value.delayed());
                    out.writeLong(value.exceptions());
                    costs.write().to(out, value.costs());
                    SUM.write().to(out, value.days());
                },
                in -> new Rollup(
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        in.readLong(),
                        costs.read().from(in),
                        SUM.read().from(in)));
    }

    private static Codec<CarrierDay> carrierDay() {
        return new Codec<>(
                (out, value) -> {
                    ROLLUP.write().to(out, value.rollup());
                    HOURS.write().to(out, value.hours());
                },
                in -> new CarrierDay(ROLLUP.read().from(in), HOURS.read().from(in)));
    }

    private static Codec<Hours> hours() {
        var counts = Codec.breakdown(NUMBER, COUNT);
        return new Codec<>(
                (out, value) -> counts.write().to(out, value.counts()),
                in -> new Hours(counts.read().from(in)));
    }

    private static Codec<Watched> watched() {
        var about = new Codec<Watched.About>(
                (out, value) -> {
                    out.writeString(value.shipmentId());
                    out.writeLong(value.offset());
                    TEXT.writeOptional(out, value.trackerId());
                    TEXT.writeOptional(out, value.trackingCode());
                    out.writeString(value.mode());
                    TEXT.writeOptional(out, value.account());
                    out.writeString(value.carrier());
                    out.writeString(value.service());
                    out.writeString(value.status());
                    NUMBER.writeOptional(
                            out,
                            value.promisedDate() == null
                                    ? null
                                    : value.promisedDate().toEpochDay());
                },
                in -> new Watched.About(
                        in.readString(),
                        in.readLong(),
                        TEXT.readOptional(in),
                        TEXT.readOptional(in),
                        in.readString(),
                        TEXT.readOptional(in),
                        in.readString(),
                        in.readString(),
                        in.readString(),
                        date(NUMBER.readOptional(in))));
        var reasons = times();
        return new Codec<>(
                (out, value) -> {
                    about.write().to(out, value.about());
                    reasons.write().to(out, value.raised());
                    reasons.write().to(out, value.pending());
                    TIME.writeOptional(out, value.alarm());
                },
                in -> new Watched(
                        about.read().from(in),
                        reasons.read().from(in),
                        reasons.read().from(in),
                        TIME.readOptional(in)));
    }

    private static @Nullable LocalDate date(@Nullable Long day) {
        return day == null ? null : LocalDate.ofEpochDay(day);
    }

    private static Codec<Summary> summary() {
        var carriers = Codec.breakdown(TEXT, ROLLUP);
        var destinations = Codec.breakdown(DESTINATION, COUNT);
        return new Codec<>(
                (out, value) -> {
                    carriers.write().to(out, value.carriers());
                    destinations.write().to(out, value.destinations());
                },
                in -> new Summary(carriers.read().from(in), destinations.read().from(in)));
    }

    private static <K extends Record> Serde<K> keys(Function<String, K> parse) {
        Serde<String> text = Serdes.String();
        return Serdes.serdeFrom(
                (topic, key) -> key == null ? null : text.serializer().serialize(topic, key.toString()),
                (topic, bytes) ->
                        bytes == null ? null : parse.apply(text.deserializer().deserialize(topic, bytes)));
    }

    private static Codec<Map<AttentionReason, Instant>> times() {
        return new Codec<>(
                (out, value) -> {
                    out.writeInt(value.size());
                    for (var one : value.entrySet()) {
                        REASON.write().to(out, one.getKey());
                        TIME.write().to(out, one.getValue());
                    }
                },
                in -> {
                    var times = new EnumMap<AttentionReason, Instant>(AttentionReason.class);
                    for (int left = in.readInt(); left > 0; left--) {
                        times.put(REASON.read().from(in), TIME.read().from(in));
                    }
                    return times;
                });
    }
}
