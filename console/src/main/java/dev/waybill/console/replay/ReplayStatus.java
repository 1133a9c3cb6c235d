package dev.waybill.console.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How far a replay is.
 *
 * @param into null when dead letters are discarded
 * @param discard why they are; null when records are copied
 * @param status running, paused, cancelled or completed
 * @param recordsTotal places in the log from the first to the last; some are taken by no record (markers of transactions, compaction)
 * @param recordsDone of those
 * @param recordsCopied or discarded or, in a dry run, counted
 * @param recordsSkipped left out by the filter
 * @param recordsFailed which the other topic does not take, being too large
 * @param oldest when the first of those copied was written
 * @param newest when the last of them was
 * @param rate done of a second; null before there is one
 * @param eta when it will be complete at that rate; null when it does not run
 * @param failure why it does not go on, as its instance last said; null when it does
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
record ReplayStatus(
        String id,
        String topic,
        @Nullable String into,
        @Nullable String discard,
        String status,
        boolean dryRun,
        long recordsTotal,
        long recordsDone,
        long recordsCopied,
        long recordsSkipped,
        long recordsFailed,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        @Nullable BigDecimal rate,
        @Nullable Instant eta,
        @Nullable String failure,
        String requestedBy,
        Instant requestedAt,
        Instant changedAt) {

    /** @param committed the offsets of the replay's group */
    static ReplayStatus of(
            Replay replay, Map<TopicPartition, OffsetAndMetadata> committed, @Nullable String failure, Instant now) {
        long total = 0;
        long done = 0;
        Progress progress = Progress.NONE;
        for (ReplayRange range : replay.getRanges()) {
            OffsetAndMetadata offset = committed.get(new TopicPartition(replay.getTopic(), range.getPartition()));
            total += range.getEnd() - range.getStart();
            if (offset != null) {
                done += Math.min(offset.offset(), range.getEnd()) - range.getStart();
                progress = progress.plus(Progress.of(offset.metadata()));
            }
        }
        BigDecimal rate = rate(progress);
        String status = replay.getState().name().toLowerCase(Locale.ROOT);
        return new ReplayStatus(
                replay.getId(),
                replay.getTopic(),
                replay.getInto(),
                replay.getDiscard(),
                status,
                replay.getDryRun(),
                total,
                done,
                progress.copied(),
                progress.skipped(),
                progress.failed(),
                time(progress.first()),
                time(progress.last()),
                rate,
                status.equals("running") ? eta(total - done, rate, now) : null,
                failure,
                replay.getRequestedBy(),
                replay.getRequestedAt(),
                replay.getChangedAt());
    }

    private static @Nullable BigDecimal rate(Progress progress) {
        long millis = progress.at() - progress.began();
        long handled = progress.copied() + progress.skipped() + progress.failed();
        return millis <= 0
                ? null
                : BigDecimal.valueOf(handled * TimeUnit.SECONDS.toMillis(1))
                        .divide(BigDecimal.valueOf(millis), 1, RoundingMode.HALF_UP);
    }

    private static @Nullable Instant eta(long left, @Nullable BigDecimal rate, Instant now) {
        return rate == null || rate.signum() == 0
                ? null
                : now.plus(Duration.ofSeconds(BigDecimal.valueOf(left)
                        .divide(rate, 0, RoundingMode.CEILING)
                        .longValue()));
    }

    private static @Nullable Instant time(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
