package dev.waybill.tracking.batch;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The threads of one group's subscription in this instance, started last and stopped first. */
public final class BatchListener implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BatchListener.class);
    private static final long STOPPING_MS = TimeUnit.SECONDS.toMillis(4);

    private final List<Member> members;
    private volatile boolean running;

    <T> BatchListener(Subscription subscription, BatchHandler<T> handler, Listeners listeners) {
        this.members = IntStream.range(0, subscription.threads())
                .mapToObj(thread -> {
                    Reporter reporter = listeners.reporter(subscription.group(), thread);
                    var loop = new BatchLoop<>(subscription, handler, listeners.clients(), reporter);
                    return new Member(reporter, loop, new Thread(loop, reporter.member()));
                })
                .toList();
    }

    Stream<ListenerState> states() {
        return members.stream().map(member -> member.reporter().state());
    }

    @Override
    public void start() {
        members.forEach(member -> member.thread().start());
        running = true;
    }

    @Override
    public void stop() {
        members.forEach(member -> member.loop().stop());
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOPPING_MS);
        for (Member member : members) {
            try {
                member.thread().join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            if (member.thread().isAlive()) {
                log.warn(
                        "{} did not stop in time; its batch will be done again",
                        member.reporter().member());
            }
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record Member(Reporter reporter, BatchLoop<?> loop, Thread thread) {}
}
