package dev.waybill.ingest.fetch;

import dev.waybill.events.ImportPage;
import dev.waybill.events.ImportedObject;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * When EasyPost is asked what webhooks have missed: once at the start, and then in each interval. Instances that ask in the same interval ask
 * for the same reconciliation. Used by one thread.
 */
final class Reconciliations {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private final ReconciliationProperties settings;
    private final Accounts accounts;
    private final AvroWire wire;
    private final Clock clock;
    private long last = -1;

    Reconciliations(ReconciliationProperties settings, Accounts accounts, AvroWire wire, Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.wire = wire;
        this.clock = clock;
    }

    /** Returns the first pages of those that are due, one for each account. */
    List<ProducerRecord<byte[], byte[]>> due() {
        if (settings.interval().isZero() || accounts.none()) {
            return List.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long turn = now.toEpochMilli() / settings.interval().toMillis();
        if (turn == last) {
            return List.of();
        }
        last = turn;
        String name = "rec_"
                + NAME.format(Instant.ofEpochMilli(turn * settings.interval().toMillis()));
        return accounts.all().stream()
                .map(account -> first(account.user() == null ? name : name + "_" + account.user(), account, now))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> first(String id, Account account, Instant now) {
        var page = ImportPage.newBuilder()
                .setId(id)
                .setObject(ImportedObject.TRACKER)
                .setFrom(now.minus(settings.reach()))
                .setTo(now)
                .setAccount(account.user())
                .setUpdatedSince(now.minus(longer(settings.updatedWithin(), settings.interval())))
                .setShipments(0)
                .setTrackers(0)
                .setRequestedBy("schedule")
                .setRequestedAt(now)
                .build();
        return wire.record(
                Topics.IMPORT_PAGES,
                id,
                page,
                new CloudEvent(id, "dev.waybill.import.page", "/waybill/ingest-service", now));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
