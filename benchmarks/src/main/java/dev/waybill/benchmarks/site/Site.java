package dev.waybill.benchmarks.site;

import dev.waybill.schemas.topics.TopicCreation;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.standalone.folder.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A broker with Waybill's topics, a PostgreSQL, and the services that a benchmark starts. */
public final class Site implements AutoCloseable {

    private static final List<String> ENGINE_OPTIONS = List.of("-Xmx384m");
    private static final List<String> SERVICE_OPTIONS = List.of("-Xmx320m", "-Dspring.threads.virtual.enabled=true");
    /** Of tracking-consumer, as docker-compose.yml has it. The last of two values counts. */
    private static final List<String> TRACKING_OPTIONS = List.of("-Xmx512m", "-Xmn360m", "-XX:SurvivorRatio=3");

    /** More than Waybill's services have, so that no reference lacks any. */
    private static final String REFERENCE_MEMORY = "-Xmx1g";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final List<String> options;
    private final Path log;
    private final Deque<Child> children = new ConcurrentLinkedDeque<>();
    private final Map<String, String> said = new ConcurrentHashMap<>();

    private Site(Path folder, List<String> options) throws IOException {
        this.folder = folder;
        this.options = Stream.concat(SERVICE_OPTIONS.stream(), options.stream()).toList();
        this.log = Files.createTempDirectory("waybill-bench-log-").resolve("waybill.log");
        for (Engine engine : Engine.values()) {
            Files.createDirectory(folder(engine));
        }
    }

    /** Starts broker or PostgreSQL on what its folder holds, at the address that it had before. */
    public Child start(Engine engine) throws IOException {
        Child child = Child.start(
                Engines.class,
                log,
                logging(ENGINE_OPTIONS),
                List.of(engine.name(), folder(engine).toString()));
        children.push(child);
        child.said().stream()
                .map(line -> line.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> said.put(pair[0], pair[1]));
        return child;
    }

    /** Where all that an engine writes lies. */
    public Path folder(Engine engine) {
        return folder.resolve(engine.name().toLowerCase(Locale.ROOT));
    }

    /** Where what the processes say can be read. */
    public Path log() {
        return log;
    }

    /**
     * A site whose engines are still to be started.
     *
     * @param options of the services' JVMs, beside those that {@code ./waybill} gives
     */
    public static Site prepare(String... options) throws IOException {
        return new Site(Files.createTempDirectory("waybill-bench-"), List.of(options));
    }

    public static Site open() throws IOException {
        Site site = prepare();
        try {
            site.start(Engine.POSTGRES);
            site.start(Engine.BROKER);
            site.createTopics();
            return site;
        } catch (IOException | RuntimeException failed) {
            site.close();
            throw failed;
        }
    }

    public String kafka() {
        return value("kafka");
    }

    /** Connects as the superuser. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(value("jdbcUrl"), Secrets.SUPERUSER, value(Secrets.SUPERUSER));
    }

    /** Makes the tables, which tracking-consumer does as it starts, where a benchmark does not start it. */
    public void migrate() {
        Flyway.configure()
                .dataSource(value("jdbcUrl"), Secrets.MIGRATOR, value(Secrets.MIGRATOR))
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /**
     * Starts a service and returns when it is ready.
     *
     * @param also a configuration beside the service's own, or null
     */
    public Child start(Service service, Map<String, String> properties, @Nullable Class<?> also) throws IOException {
        var arguments = new ArrayList<String>();
        arguments.add(service.name());
        arguments.add(also == null ? "" : also.getName());
        // an option that is told twice would have two values
        var all = new HashMap<>(service.properties(this));
        all.putAll(properties);
        all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return start(Served.class, service == Service.TRACKING ? TRACKING_OPTIONS : List.of(), arguments);
    }

    /** Starts another main class of a benchmark, which ends by {@link Child#close}. */
    public Child start(Class<?> main, List<String> arguments) throws IOException {
        return start(main, List.of(), arguments);
    }

    private Child start(Class<?> main, List<String> further, List<String> arguments) throws IOException {
        List<String> all = Stream.concat(options.stream(), further.stream()).toList();
        Child child = Child.start(main, log, logging(all), arguments);
        children.push(child);
        return child;
    }

    /** Starts a reference, which is told where broker and PostgreSQL are and logs in as the superuser. */
    public Child start(Reference reference, Map<String, String> arguments) throws IOException {
        var all = new HashMap<>(Map.of(
                "bootstrap", kafka(),
                "jdbcUrl", value("jdbcUrl"),
                "user", Secrets.SUPERUSER,
                "password", value(Secrets.SUPERUSER)));
        all.putAll(arguments);
        List<String> pairs = all.entrySet().stream()
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .toList();
        List<String> options = List.of(REFERENCE_MEMORY, "-Djava.io.tmpdir=" + folder);
        Child child = Child.start(reference.classPath(), reference.main(), log, options, pairs);
        children.push(child);
        return child;
    }

    private List<String> logging(List<String> options) {
        return Stream.concat(options.stream(), Stream.of("-Dwaybill.logs=" + log.getParent()))
                .toList();
    }

    String value(String name) {
        String value = said.get(name);
        if (value == null) {
            throw new IllegalStateException("no " + name);
        }
        return value;
    }

    Path folder() {
        return folder;
    }

    /** Creates the topics, which the first service does as it starts, before there is one. */
    public void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            new TopicCreation(Topics.DEFAULT_PARTITIONS, PATIENCE).run(admin);
        }
    }

    /** The postmaster, which is no child of any process here, while there is one. */
    public Optional<ProcessHandle> postmaster() {
        Path file = folder(Engine.POSTGRES).resolve("postgres/data/postmaster.pid");
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(file).get(0).strip()));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** kill -9 of all that runs or starts. */
    public void kill() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        children.forEach(Child::close);
        delete();
    }

    /** Deletes what was written. */
    public void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
