package dev.waybill.benchmarks.persist;

import dev.waybill.benchmarks.Scale;
import dev.waybill.benchmarks.WarmUp;
import dev.waybill.benchmarks.processes.Processes;
import dev.waybill.benchmarks.topics.Backlog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** Events that bring one scan each through tracking-consumer to the tables, of new parcels of the last two weeks each time. */
final class LiveEvents {

    private final Backlog backlog;
    private final Parcels parcels;

    /** @param parcels of each time */
    LiveEvents(Backlog backlog, int parcels) {
        this.backlog = backlog;
        this.parcels = new Parcels(Instant.now(), parcels);
    }

    /** Returns when the service has worked for as long as its rate takes to be steady. */
    void warm(Scale scale) throws Exception {
        WarmUp.untilSteady(scale, this::aSecond);
    }

    /** Returns how many events, and so scans, a second are done. */
    double aSecond() throws ExecutionException, InterruptedException {
        List<ProducerRecord<byte[], byte[]>> events = next();
        return events.size() / backlog.seconds(TrackingGroup.NAME, events);
    }

    /** Returns the microseconds of processor time that processes take for an event, once it can be read. */
    double cpuMicros(Processes processes) throws ExecutionException, InterruptedException {
        List<ProducerRecord<byte[], byte[]>> events = next();
        Map<TopicPartition, Long> ends = backlog.publish(events);
        double before = processes.cpuSeconds();
        backlog.await(TrackingGroup.NAME, ends);
        return (processes.cpuSeconds() - before) * TimeUnit.SECONDS.toMicros(1) / events.size();
    }

    private List<ProducerRecord<byte[], byte[]>> next() {
        return TypedEvents.live(parcels.parcels());
    }
}
