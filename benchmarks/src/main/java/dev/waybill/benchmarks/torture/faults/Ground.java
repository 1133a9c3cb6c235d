package dev.waybill.benchmarks.torture.faults;

import dev.waybill.benchmarks.site.Child;
import dev.waybill.benchmarks.site.Engine;
import dev.waybill.benchmarks.site.Service;
import dev.waybill.benchmarks.site.Site;
import dev.waybill.benchmarks.torture.parcels.Probe;
import dev.waybill.benchmarks.torture.parcels.Webhook;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The processes that faults befall, and eyes for what becomes of it. */
public final class Ground {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int SECOND = 100;

    private final Site site;
    private final Consumer<Webhook> sender;
    private final @Nullable Duration session;
    private final Instant now;
    private final Map<Service, Child> services = new EnumMap<>(Service.class);
    private final Map<Engine, Child> engines = new EnumMap<>(Engine.class);
    private int probes;

    /**
     * A ground on which nothing runs yet.
     *
     * @param session after which time a silent member of a group is taken for dead; null for what the services set
     */
    public Ground(Site site, Consumer<Webhook> sender, @Nullable Duration session, Instant now) {
        this.site = site;
        this.sender = sender;
        this.session = session;
        this.now = now;
    }

    public void startAll() throws Exception {
        sideBySide(List.of(Engine.values()), engines, site::start);
        site.createTopics();
        sideBySide(List.of(Service.values()), services, this::started);
    }

    /** The day up to which parcels are told. */
    Instant now() {
        return now;
    }

    /** Kills each service at its moment from now on and starts it at once; returns when all are ready. */
    void killAndStart(Map<Service, Duration> moments) throws Exception {
        sideBySide(List.copyOf(moments.keySet()), services, service -> {
            pause(Objects.requireNonNull(moments.get(service)));
            of(service).kill();
            return started(service);
        });
    }

    private Child started(Service service) throws IOException {
        return site.start(service, properties(service), null);
    }

    private static <P> void sideBySide(List<P> programs, Map<P, Child> running, Start<P> start) throws Exception {
        var threads = Executors.newFixedThreadPool(programs.size());
        try {
            var started = new ArrayList<Future<Child>>();
            for (P program : programs) {
                started.add(threads.submit(() -> start.of(program)));
            }
            for (int i = 0; i < started.size(); i++) {
                running.put(programs.get(i), started.get(i).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    @FunctionalInterface
    private interface Start<P> {
        Child of(P program) throws Exception;
    }

    Site site() {
        return site;
    }

    Child of(Service service) {
        return Objects.requireNonNull(services.get(service), service::name);
    }

    Child of(Engine engine) {
        return Objects.requireNonNull(engines.get(engine), engine::name);
    }

    void start(Engine engine) throws IOException {
        engines.put(engine, site.start(engine));
    }

    void start(Service service, @Nullable Class<?> also) throws IOException {
        services.put(service, site.start(service, properties(service), also));
    }

    /** Starts another instance beside the one that there is. */
    Child startSecond(Service service) throws IOException {
        Map<String, String> properties = properties(service);
        properties.put("server.port", Integer.toString(service.port() + SECOND));
        properties.put(
                "spring.kafka.streams.state-dir",
                site.folder(Engine.BROKER).resolveSibling("streams-2").toString());
        return site.start(service, properties, null);
    }

    private Map<String, String> properties(Service service) {
        var properties = new HashMap<String, String>();
        if (session != null) {
            String millis = Long.toString(session.toMillis());
            properties.put("spring.kafka.consumer.properties.session.timeout.ms", millis);
            properties.put("spring.kafka.streams.properties.consumer.session.timeout.ms", millis);
        }
        if (service == Service.INGEST) {
            properties.put("waybill.webhook.max-body", "4MB");
        }
        return properties;
    }

    /** A probe that nobody has sent yet. */
    Probe probe() {
        return new Probe(++probes, now);
    }

    void send(Webhook webhook) {
        sender.accept(webhook);
    }

    /** Sends a probe and returns the seconds until it is in the rollups, infinitely many when it does not come. */
    public double recovery() throws InterruptedException {
        long began = System.nanoTime();
        Probe probe = probe();
        send(probe.webhook(1));
        try {
            await("probe " + probe.number(), () -> inRollups(probe));
            return seconds(began);
        } catch (TimeoutException never) {
            return Double.POSITIVE_INFINITY;
        }
    }

    static double seconds(long since) {
        return (System.nanoTime() - since) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    boolean inRollups(Probe probe) throws SQLException {
        return "1".equals(value("select count(*) from carrier_performance where service = '" + probe.service() + "'"));
    }

    /** Returns the one value that a query finds. */
    @Nullable
    String value(String query) throws SQLException {
        try (Connection connection = site.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getString(1) : null;
        }
    }

    /** Waits until something holds; what cannot be asked does not hold. */
    void await(String what, Callable<Boolean> condition) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new TimeoutException(what + " is not there after " + PATIENCE.toSeconds() + " s");
            }
            pause(Duration.ofMillis(100));
        }
    }

    static void pause(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    private static boolean holds(Callable<Boolean> condition) throws InterruptedException {
        try {
            return condition.call();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception unknown) {
            return false;
        }
    }
}
