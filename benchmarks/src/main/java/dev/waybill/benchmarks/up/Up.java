package dev.waybill.benchmarks.up;

import dev.waybill.benchmarks.processes.Processes;
import dev.waybill.benchmarks.site.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A running {@code ./waybill up}, started by the script as a user does. {@code close} stops it as Ctrl-C does. */
final class Up implements AutoCloseable {

    private static final Path SCRIPT =
            Path.of(System.getProperty("waybill.home", ".")).resolve("waybill");
    private static final int SERVICES = 4;
    private static final int OK = 200;
    private static final long LOOK_MS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final int port;
    private final double secondsToReady;

    private Up(Path data, int port) throws IOException, InterruptedException {
        this.data = data;
        this.port = port;
        long began = System.nanoTime();
        this.process = script(data, "up", "--data", data.toString(), "--port", Integer.toString(port));
        try {
            awaitReady(began);
        } catch (IOException | RuntimeException | InterruptedException failed) {
            close();
            throw failed;
        }
        this.secondsToReady = (System.nanoTime() - began) / 1e9;
    }

    /** Has the script build and extract what it runs, which is no part of a start. */
    static void prepare(Path data) throws IOException, InterruptedException {
        if (script(data, "version").waitFor() != 0) {
            throw new IOException("./waybill version fails, see " + log(data));
        }
    }

    /** Starts on what a folder holds and returns when the health of all services is up. */
    static Up start(Path data, int port) throws IOException, InterruptedException {
        return new Up(data, port);
    }

    /** Returns the first of as many free ports in a row as there are services, below those that the system lends. */
    static int freePorts() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(12_000, 18_000))
                .filter(first -> IntStream.range(first, first + SERVICES).allMatch(Up::isFree))
                .findFirst()
                .orElseThrow();
    }

    /** From the script's first line on. */
    double secondsToReady() {
        return secondsToReady;
    }

    int ingestPort() {
        return port + 1;
    }

    /** The JVM, PostgreSQL and all that they have started. */
    Processes processes() throws IOException {
        return Processes.of(process.toHandle()).withPostgres(data);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** EasyPost is not asked about parcels that were made up. */
    private static Process script(Path data, String... arguments) throws IOException {
        var builder = new ProcessBuilder(SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_") || name.startsWith("EASYPOST_"));
        builder.environment().put("WAYBILL_WEBHOOK_SECRET", Service.WEBHOOK_SECRET);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile()));
        return builder.start();
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private void awaitReady(long began) throws IOException, InterruptedException {
        for (int service = 0; service < SERVICES; service++) {
            while (!isUp(port + service)) {
                if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IOException("./waybill up does not start, see " + log(data));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        }
    }

    private boolean isUp(int service) throws InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service + "/actuator/health"))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(health, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
