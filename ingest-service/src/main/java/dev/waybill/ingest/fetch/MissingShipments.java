package dev.waybill.ingest.fetch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shipments that EasyPost does not know, for a time, and no more than so many of them. Used by one thread. */
final class MissingShipments {

    private static final int ROOM = 10_000;

    private final Duration time;
    private final Clock clock;
    private final Map<String, Instant> until = new LinkedHashMap<>();

    MissingShipments(Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
    }

    void remember(Account account, String shipment) {
        String key = key(account, shipment);
        until.remove(key);
        until.put(key, clock.instant().plus(time));
        if (until.size() > ROOM) {
            until.remove(until.keySet().iterator().next());
        }
    }

    boolean contains(Account account, String shipment) {
        Instant end = until.get(key(account, shipment));
        return end != null && clock.instant().isBefore(end);
    }

    private static String key(Account account, String shipment) {
        return account.name() + "/" + shipment;
    }
}
