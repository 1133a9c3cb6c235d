package dev.waybill.ingest.normalizer;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.waybill.ingest.normalizer.Outgoing.Outcome;
import dev.waybill.schemas.wire.DeadLetterReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Reads {@code easypost.inbox}, which has no keys and so no order; none is needed, for the folds behind compare versions. A duplicate
 * becomes the same events again. A poison record goes to {@code easypost.inbox-dlt}, its neighbours go on. Returns when the broker has
 * acknowledged everything; until then the same records come again.
 */
final class InboxListener implements BatchMessageListener<byte[], byte[]> {

    private static final String RECORDS = "waybill.normalizer.records";

    private final Reading reading;
    private final Outlet outlet;
    private final MeterRegistry meters;

    InboxListener(Reading reading, Outlet outlet, MeterRegistry meters) {
        this.reading = reading;
        this.outlet = outlet;
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Outgoing> outgoing = records.stream().map(reading::read).toList();
        List<Outlet.Refused> refused = outlet.send(outgoing);
        List<Outgoing> letters = refused.stream().map(InboxListener::letter).toList();
        List<Outlet.Refused> lost = outlet.send(letters);
        if (!lost.isEmpty()) {
            throw new KafkaException("A dead letter was refused", lost.get(0).failure());
        }
        List<Outgoing> gone = refused.stream().map(Outlet.Refused::outgoing).toList();
        count(outgoing.stream().filter(sent -> !gone.contains(sent)));
        count(letters.stream());
    }

    private static Outgoing letter(Outlet.Refused refused) {
        DeadLetterReason reason = refused.failure() instanceof RecordTooLargeException
                ? DeadLetterReason.TOO_LARGE
                : DeadLetterReason.REFUSED_BY_THE_BROKER;
        return Reading.deadLetter(refused.outgoing().inbox(), reason, refused.failure());
    }

    private void count(Stream<Outgoing> sent) {
        sent.collect(groupingBy(Outgoing::type, groupingBy(Outgoing::outcome, counting())))
                .forEach((type, outcomes) -> outcomes.forEach((outcome, records) -> Counter.builder(RECORDS)
                        .description("Records of the inbox, by what they told and what became of them")
                        .tag("type", type)
                        .tag("outcome", name(outcome))
                        .register(meters)
                        .increment(records)));
    }

    private static String name(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
