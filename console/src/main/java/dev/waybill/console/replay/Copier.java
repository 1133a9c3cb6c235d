package dev.waybill.console.replay;

import dev.waybill.events.Replay;
import dev.waybill.schemas.lifecycle.Stopping;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's part in a replay: a member of its group, which copies the records of the partitions that it is given. Ordering: by
 * partition, as far as the other topic has as many. A duplicate: none, since the copies and the offsets are one transaction. A poison
 * record: is copied as it is. Whatever fails begins again at the committed offsets, for as long as the replay is wanted.
 */
final class Copier implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Copier.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Replay replay;
    private final RecordFilter filter;
    private final Outgoing outgoing;
    private final CopyClients clients;
    private final Clock clock;
    private final Runnable done;
    private final Stopping stopping = new Stopping();
    private volatile boolean leads;
    private volatile @Nullable String failure;

    /** @param done told when nothing is left to copy, by this instance or any other */
    Copier(Replay replay, RecordFilter filter, Outgoing outgoing, CopyClients clients, Clock clock, Runnable done) {
        this.replay = replay;
        this.filter = filter;
        this.outgoing = outgoing;
        this.clients = clients;
        this.clock = clock;
        this.done = done;
    }

    /** Whether this instance is the one that reports. */
    boolean leads() {
        return leads;
    }

    /** Why it does not go on; null when it does. */
    @Nullable
    String failure() {
        return failure;
    }

    void stop() {
        stopping.begin();
    }

    @Override
    public void run() {
        boolean finished = false;
        while (running() && !finished) {
            try (var consumer = clients.member(replay);
                    var producer = clients.copies()) {
                if (copyAll(new Copying(replay, filter, outgoing, clock, consumer, producer))) {
                    done.run();
                    finished = true;
                }
            } catch (RuntimeException broken) {
                failure = broken instanceof NoOffsetForPartitionException
                        ? "The broker has forgotten how far it was: cancel it, and replay what is left"
                        : broken.toString();
                log.warn("Replay {} begins again: {}", replay.getId(), failure);
                stopping.pause(PAUSE);
            }
        }
    }

    private boolean running() {
        return !stopping.hasBegun();
    }

    /** Returns true when all is copied, false when this instance is to stop. */
    private boolean copyAll(Copying copying) {
        filter.prepare(replay.getTopic());
        copying.begin();
        while (running()) {
            List<ConsumerRecord<byte[], byte[]>> records = copying.poll(POLL);
            long began = System.nanoTime();
            int copied = copying.copyAll(records);
            leads = copying.leads();
            failure = null;
            if (copied == 0 && copying.isDone()) {
                return true;
            }
            keepRate(copied, copying.share(), began);
        }
        return false;
    }

    /** This instance may use as much of the rate as it has of the partitions. */
    private void keepRate(int copied, double share, long began) {
        Integer rate = replay.getRate();
        if (rate != null && copied > 0) {
            long due = began + (long) (copied * TimeUnit.SECONDS.toNanos(1) / (rate * share));
            stopping.pause(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
    }
}
