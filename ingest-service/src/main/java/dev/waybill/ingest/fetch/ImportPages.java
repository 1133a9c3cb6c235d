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
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Asks EasyPost for pages of imports, and says what follows from each. What EasyPost refuses for good ends the import as failed. Used by one
 * thread.
 */
final class ImportPages {

    private static final Logger log = LoggerFactory.getLogger(ImportPages.class);

    private final Accounts accounts;
    private final EasyPostApi api;
    private final Function<Account, Pace> paces;
    private final Map<String, Pace> byAccount = new HashMap<>();
    private final Importing importing;
    private final AvroWire wire;
    private final Clock clock;
    private Instant notBefore = Instant.EPOCH;
    private int failures;

    ImportPages(Accounts accounts, EasyPostApi api, Function<Account, Pace> paces, AvroWire wire, Clock clock) {
        this.accounts = accounts;
        this.api = api;
        this.paces = paces;
        this.importing = new Importing(wire);
        this.wire = wire;
        this.clock = clock;
    }

    /**
     * Returns what is to be sent because of a page, nothing when EasyPost is to be asked for it later: because of the rate, or because EasyPost
     * said so or did not answer.
     *
     * @throws RegistryAwayException when the page cannot be read now
     */
    Optional<List<ProducerRecord<byte[], byte[]>>> ask(ConsumerRecord<byte[], byte[]> record)
            throws InterruptedException {
        if (clock.instant().isBefore(notBefore)) {
            return Optional.empty();
        }
        try {
            return ask(wire.decode(record.value(), ImportPage.class));
        } catch (RegistryAwayException away) {
            throw away;
        } catch (SerializationException poison) {
            return Optional.of(List.of(DeadLetter.of(record, DeadLetterReason.UNREADABLE, poison)));
        }
    }

    private Optional<List<ProducerRecord<byte[], byte[]>>> ask(ImportPage page) throws InterruptedException {
        List<Account> known = accounts.of(page.getAccount());
        if (known.isEmpty()) {
            return failed(page, "no API key for this account");
        }
        Account account = known.get(0);
        Pace pace = byAccount.computeIfAbsent(account.name(), name -> paces.apply(account));
        Duration turn = pace.take();
        if (!turn.isZero()) {
            notBefore = clock.instant().plus(turn);
            return Optional.empty();
        }
        Answer answer = api.list(account, Importing.path(page));
        if (answer instanceof Answer.NotNow notNow) {
            notBefore = clock.instant().plus(pace.pause(failures++, notNow.pause()));
            log.info("Import {} goes on at {}: {}", page.getId(), notBefore, notNow.reason());
            return Optional.empty();
        }
        failures = 0;
        JsonNode told = answer instanceof Answer.Found found ? parsed(found.body()) : null;
        if (told == null) {
            return failed(page, answer instanceof Answer.Refused refused ? refused.reason() : "no list of EasyPost's");
        }
        return Optional.of(importing.of(
                page,
                told.path(told.has("shipments") ? "shipments" : "trackers")
                        .valueStream()
                        .toList(),
                told.path("has_more").asBoolean(false),
                account.user() == null ? page.getAccount() : account.user(),
                now()));
    }

    private Optional<List<ProducerRecord<byte[], byte[]>>> failed(ImportPage page, String reason) {
        log.warn("Import {} has failed: {}", page.getId(), reason);
        return Optional.of(List.of(importing.failed(page, reason, now())));
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
