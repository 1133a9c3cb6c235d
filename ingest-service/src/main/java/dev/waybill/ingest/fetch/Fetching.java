package dev.waybill.ingest.fetch;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The consumers of all accounts, started and stopped together. */
final class Fetching implements SmartLifecycle {

    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> consumers;

    Fetching(List<ConcurrentMessageListenerContainer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    @Override
    public void start() {
        consumers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        consumers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public void stop(Runnable stopped) {
        var running = new AtomicInteger(consumers.size());
        consumers.forEach(consumer -> consumer.stop(() -> {
            if (running.decrementAndGet() == 0) {
                stopped.run();
            }
        }));
    }

    @Override
    public boolean isRunning() {
        return consumers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }

    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }
}
