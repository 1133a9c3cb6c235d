package dev.waybill.standalone;

import dev.waybill.standalone.broker.EmbeddedBroker;
import dev.waybill.standalone.database.EmbeddedDatabase;
import dev.waybill.standalone.demo.Source;
import dev.waybill.standalone.demo.Target;
import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.EnvironmentFile;
import dev.waybill.standalone.folder.Ports;
import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.folder.Secrets;
import dev.waybill.standalone.services.RunningServices;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Everything of one data folder, running. It starts broker and database, then the services, and writes waybill.env when all are ready;
 * it stops in the opposite order. Ctrl-C, SIGTERM and {@code close} all stop it, at any moment and once. A start that fails leaves
 * nothing running.
 */
final class Installation implements AutoCloseable {

    /** Ten seconds are promised; the JVM needs some of them for itself. */
    private static final Duration STOP = Duration.ofSeconds(8);

    private static final Duration FOR_ENGINES = Duration.ofSeconds(4);
    private static final Duration FOR_FORCE = Duration.ofSeconds(1);

    private final Screen screen;
    private final DataFolder folder;
    private final ServicePorts ports;
    private final Secrets secrets;
    private final Engines engines = new Engines();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAtExit, "stop");

    private volatile RunningServices services = new RunningServices(List.of());
    private volatile Source source = new Source("", "", "", "");

    private Installation(Screen screen, DataFolder folder, ServicePorts ports, Secrets secrets) {
        this.screen = screen;
        this.folder = folder;
        this.ports = ports;
        this.secrets = secrets;
    }

    /** Starts everything of the folder, and closes the folder where that fails. */
    static Installation start(DataFolder folder, Addresses addresses, Screen screen) {
        Installation installation;
        try {
            Logging.into(folder);
            var ports = new ServicePorts(addresses.address(), addresses.port);
            ports.requireFree();
            installation = new Installation(screen, folder, ports, Secrets.of(folder, System.getenv()));
        } catch (RuntimeException refused) {
            folder.close();
            throw refused;
        }
        try {
            installation.start();
            return installation;
        } catch (RuntimeException failed) {
            String line = folder.orFullDisk(String.valueOf(failed.getMessage()));
            folder.keepLogs();
            installation.close();
            throw new Problem(line + "; see " + folder.log(), failed);
        }
    }

    Screen screen() {
        return screen;
    }

    DataFolder folder() {
        return folder;
    }

    RunningServices services() {
        return services;
    }

    /** Where to send to. */
    Target target() {
        return new Target(URI.create(ports.ingestUrl()), secrets.webhookSecret(), secrets.apiKey());
    }

    /** Where to read from. */
    Source source() {
        return source;
    }

    Map<String, String> urls() {
        return ports.urls();
    }

    /** What happens is a failure: unless it is because everything stops, the log is to be read afterwards. */
    void keepLogs() {
        if (!closing.get()) {
            folder.keepLogs();
        }
    }

    /** Returns when somebody else has closed it. */
    void awaitClose() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            Deadline deadline = Deadline.in(STOP);
            try {
                services.stop(deadline.leaving(FOR_ENGINES));
                engines.stop(deadline.leaving(FOR_FORCE));
                EmbeddedDatabase.stopStarting(folder, deadline);
            } finally {
                folder.close();
                closed.countDown();
            }
        }
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void start() {
        Runtime.getRuntime().addShutdownHook(hook);
        screen.progress("Starting Kafka and PostgreSQL ...");
        folder.leftBehindBeside().forEach(EmbeddedDatabase::clear);
        EmbeddedDatabase.stopOrphan(folder);
        Ports inner = Ports.of(folder);
        inner.requireFree(folder);
        CompletableFuture<EmbeddedBroker> brokerStart = engines.start(
                () -> EmbeddedBroker.start(folder, inner, this::giveUp), (running, deadline) -> running.close());
        CompletableFuture<EmbeddedDatabase> databaseStart =
                engines.start(() -> EmbeddedDatabase.start(folder, inner, secrets), EmbeddedDatabase::stop);
        EmbeddedBroker broker = joined(brokerStart);
        EmbeddedDatabase database = joined(databaseStart);
        screen.done("Kafka and PostgreSQL are ready (" + screen.elapsed() + ")");
        source = new Source(
                broker.bootstrapServers(), database.jdbcUrl(), Secrets.READER, secrets.password(Secrets.READER));
        var wiring = new Wiring(folder, ports, secrets);
        services = new RunningServices(wiring.services(broker, database));
        refuseWhenClosing();
        services.start(name -> screen.progress("Starting the services: " + name + " is ready ..."));
        EnvironmentFile.write(folder, wiring.environment(broker, database));
        screen.done("The four services are ready (" + screen.elapsed() + ")");
    }

    private static <T> T joined(CompletableFuture<T> start) {
        try {
            return start.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void refuseWhenClosing() {
        if (closing.get()) {
            throw new CancellationException("Stopping");
        }
    }

    private void giveUp(String reason) {
        if (!closing.get()) {
            folder.keepLogs();
            Screen.problem(folder.orFullDisk(reason) + "; see " + folder.log());
            // a thread of its own: the hook waits for the thread that gave up
            new Thread(() -> System.exit(1), "give-up").start();
        }
    }

    private void stopAtExit() {
        if (closing.get()) {
            return;
        }
        long begin = System.nanoTime();
        screen.progress("Stopping ...");
        Screen.stopping();
        close();
        screen.done("Stopped in " + Screen.seconds(Duration.ofNanos(System.nanoTime() - begin)));
    }
}
