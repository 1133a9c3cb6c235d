package dev.waybill.schemas.boot;

import com.sun.management.OperatingSystemMXBean;
import dev.waybill.events.SystemMetric;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Measures this instance: processor and memory from the JVM, the rest from the meters that the service has anyhow. */
final class SystemMetrics {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final String service;
    private final String instance;
    private final MeterRegistry meters;
    private final Clock clock;
    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private Requests before;

    SystemMetrics(String service, String instance, MeterRegistry meters, Clock clock) {
        this.service = service;
        this.instance = instance;
        this.meters = meters;
        this.clock = clock;
        this.before = requests();
    }

    /** Returns how the instance is now; rates are since the last call. */
    SystemMetric measure(String id) {
        Requests last = before;
        Requests now = requests();
        before = now;
        double load = system.getProcessCpuLoad();
        long heap = memory.getHeapMemoryUsage().getUsed();
        long used = heap + memory.getNonHeapMemoryUsage().getUsed();
        return SystemMetric.newBuilder()
                .setId(id)
                .setService(service)
                .setInstance(instance)
                .setCpuUsagePercent(
                        load < 0 ? null : decimal(load).multiply(HUNDRED).setScale(5))
                .setCpuCoresUsed(load < 0 ? null : decimal(load * system.getAvailableProcessors()))
                .setMemoryUsageMb(decimal(used / 1024.0 / 1024.0))
                .setMemoryPercent(
                        decimal(100.0 * heap / memory.getHeapMemoryUsage().getMax()))
                .setDbConnectionsActive(whole("hikaricp.connections.active"))
                .setDbPoolSize(whole("hikaricp.connections"))
                .setApiRequestsPerSecond(now.perSecondSince(last))
                .setAvgResponseTimeMs(now.meanMillisSince(last))
                .setConsumerLag(lag())
                .setTimestamp(now.at())
                .build();
    }

    private Requests requests() {
        Collection<Timer> timers = meters.find("http.server.requests").timers();
        return new Requests(
                clock.instant(),
                timers.stream().mapToLong(Timer::count).sum(),
                timers.stream()
                        .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                        .sum());
    }

    private @Nullable Integer whole(String gauge) {
        OptionalDouble value = sum(gauge);
        return value.isEmpty() ? null : (int) value.getAsDouble();
    }

    private @Nullable Long lag() {
        OptionalDouble value = sum("kafka.consumer.fetch.manager.records.lag");
        return value.isEmpty() ? null : (long) value.getAsDouble();
    }

    private OptionalDouble sum(String name) {
        double[] values = meters.find(name).gauges().stream()
                .mapToDouble(Gauge::value)
                .filter(Double::isFinite)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(values).sum());
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(5, RoundingMode.HALF_UP);
    }

    /** HTTP requests answered up to a moment. */
    private record Requests(Instant at, long count, double millis) {

        BigDecimal perSecondSince(Requests before) {
            long elapsed = Math.max(1, Duration.between(before.at, at).toMillis());
            return decimal(1000.0 * (count - before.count) / elapsed);
        }

        @Nullable
        BigDecimal meanMillisSince(Requests before) {
            return count == before.count ? null : decimal((millis - before.millis) / (count - before.count));
        }
    }
}
