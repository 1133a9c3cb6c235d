package dev.waybill.ingest.fetch;

import dev.waybill.events.ImportPage;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.DeadLetter;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RegistryAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks EasyPost for pages of imports, and says what follows from each. What EasyPost refuses for good, or fails on again and again, ends the
 * import as failed. What waits holds up what is behind it in its partition. Used by one thread.
 */
final class ImportPages {

    private static final Logger log = LoggerFactory.getLogger(ImportPages.class);
    private static final Duration REGISTRY_AWAY = Duration.ofSeconds(5);
    /** With the longest pause between two of them, some eight hours. */
    private static final int MAX_ERRORS = 100;

    private final Accounts accounts;
    private final EasyPostApi api;
    private final Function<Account, Pace> paces;
    private final Map<String, Pace> byAccount = new HashMap<>();
    private final Map<TopicPartition, Wait> waits = new HashMap<>();
    private final Importing importing;
    private final AvroWire wire;
    private final Clock clock;

    ImportPages(Accounts accounts, EasyPostApi api, Function<Account, Pace> paces, AvroWire wire, Clock clock) {
        this.accounts = accounts;
        this.api = api;
        this.paces = paces;
        this.importing = new Importing(wire);
        this.wire = wire;
        this.clock = clock;
    }

    /** Until when a page waits, and how often it was asked for in vain. */
    private record Wait(long offset, Instant until, Vain vain) {}

    /**
     * How often a page was asked for in vain.
     *
     * @param errors those of them that EasyPost as a whole was not the reason of
     */
    private record Vain(int times, int errors) {

        private static final Vain NONE = new Vain(0, 0);

        Vain once(boolean overloaded) {
            return new Vain(times + 1, overloaded ? errors : errors + 1);
        }
    }

    /**
     * Returns what is to be sent because of a page, nothing when EasyPost is to be asked for it later: because of the rate, or because EasyPost
     * said so or did not answer.
     */
    Optional<List<ProducerRecord<byte[], byte[]>>> ask(ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        var place = new TopicPartition(record.topic(), record.partition());
        Wait known = waits.get(place);
        Wait wait = known == null || known.offset != record.offset()
                ? new Wait(record.offset(), Instant.EPOCH, Vain.NONE)
                : known;
        if (clock.instant().isBefore(wait.until)) {
            return Optional.empty();
        }
        Next next;
        try {
            next = ask(record, wait.vain);
        } catch (RegistryAwayException away) {
            next = new Next.Later(REGISTRY_AWAY, wait.vain);
        }
        if (next instanceof Next.Later later) {
            waits.put(place, new Wait(record.offset(), clock.instant().plus(later.pause), later.vain));
            return Optional.empty();
        }
        waits.remove(place);
        return Optional.of(((Next.Sent) next).records);
    }

    private sealed interface Next {

        record Sent(List<ProducerRecord<byte[], byte[]>> records) implements Next {}

        record Later(Duration pause, Vain vain) implements Next {}
    }

    private Next ask(ConsumerRecord<byte[], byte[]> record, Vain vain) throws InterruptedException {
        if (record.value() == null) {
            return new Next.Sent(List.of(DeadLetter.withMessage(record, DeadLetterReason.UNFIT, "no value")));
        }
        ImportPage page;
        try {
            page = wire.decode(record.value(), ImportPage.class);
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException poison) {
            return new Next.Sent(List.of(DeadLetter.of(record, DeadLetterReason.UNREADABLE, poison)));
        }
        return ask(page, vain);
    }

    private Next ask(ImportPage page, Vain vain) throws InterruptedException {
        Account account = accounts.exactly(page.getAccount()).orElse(null);
        if (account == null) {
            return failed(page, "no API key for this account");
        }
        Pace pace = byAccount.computeIfAbsent(account.name(), name -> paces.apply(account));
        Duration turn = pace.take();
        if (!turn.isZero()) {
            return new Next.Later(turn, vain);
        }
        Answer answer = api.list(account, Importing.path(page));
        if (answer instanceof Answer.NotNow notNow) {
            Duration pause = pace.pause(vain.times, notNow.pause());
            log.info("Import {} goes on in {}: {}", page.getId(), pause, notNow.reason());
            Vain now = vain.once(notNow.overloaded());
            return now.errors > MAX_ERRORS ? failed(page, notNow.reason()) : new Next.Later(pause, now);
        }
        JsonNode told = answer instanceof Answer.Found found ? parsed(found.body()) : null;
        if (told == null) {
            return failed(page, answer instanceof Answer.Refused refused ? refused.reason() : "no list of EasyPost's");
        }
        return new Next.Sent(importing.of(
                page,
                told.path(told.has("shipments") ? "shipments" : "trackers")
                        .valueStream()
                        .toList(),
                told.path("has_more").asBoolean(false),
                account.user() == null ? page.getAccount() : account.user(),
                now()));
    }

    private Next failed(ImportPage page, String reason) {
        log.warn("Import {} has failed: {}", page.getId(), reason);
        return new Next.Sent(List.of(importing.failed(page, reason, now())));
    }

    private static @Nullable JsonNode parsed(byte[] body) {
        try {
            JsonNode told = Json.parse(body);
            return told.path("shipments").isArray() || told.path("trackers").isArray() ? told : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
