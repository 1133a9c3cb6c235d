package dev.waybill.tracking.metrics;

import dev.waybill.tracking.shipment.Scan;
import dev.waybill.tracking.shipment.TrackerStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the scans tell when they are counted and timed. */
final class ScanCounts {

    private static final Set<String> EXCEPTIONS =
            Set.of(TrackerStatus.FAILURE, TrackerStatus.RETURN_TO_SENDER, TrackerStatus.ERROR);
    private static final Set<String> EXCEPTION_DETAILS = Set.of(
            "address_correction",
            "awaiting_information",
            "damaged",
            "delayed",
            "delivery_exception",
            "expired",
            "failure",
            "held",
            "lost",
            "missorted",
            "refused",
            "return",
            "transit_exception",
            "weather_delay");
    private static final Set<String> ATTEMPT_DETAILS = Set.of("delivery_exception", "refused");

    private ScanCounts() {}

    static int exceptions(History history) {
        return Math.toIntExact(history.scans().stream()
                .filter(scan -> EXCEPTIONS.contains(scan.status()) || EXCEPTION_DETAILS.contains(detail(scan)))
                .count());
    }

    static int deliveryAttempts(History history) {
        return Math.toIntExact(history.scans().stream()
                .filter(scan -> scan.status().equals(TrackerStatus.DELIVERED) || ATTEMPT_DETAILS.contains(detail(scan)))
                .count());
    }

    static @Nullable Long longestGapSeconds(History history) {
        List<Scan> scans = history.scans();
        return scans.size() < 2
                ? null
                : IntStream.range(1, scans.size())
                        .mapToLong(next -> seconds(
                                scans.get(next - 1).eventDatetime(),
                                scans.get(next).eventDatetime()))
                        .max()
                        .getAsLong();
    }

    /** The seconds in each status that has ended: from its first scan to the first scan of another status. */
    static Map<String, Long> secondsInStatus(History history) {
        Map<String, Long> seconds = new TreeMap<>();
        Scan since = null;
        for (Scan scan : history.scans()) {
            if (since == null) {
                since = scan;
            } else if (!since.status().equals(scan.status())) {
                seconds.merge(since.status(), seconds(since.eventDatetime(), scan.eventDatetime()), Long::sum);
                since = scan;
            }
        }
        return seconds;
    }

    private static long seconds(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds();
    }

    private static String detail(Scan scan) {
        String detail = scan.statusDetail();
        return detail == null ? "" : detail.strip().toLowerCase(Locale.ROOT);
    }
}
