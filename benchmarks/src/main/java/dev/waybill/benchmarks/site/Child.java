package dev.waybill.benchmarks.site;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own. {@code close} ends its standard input, and it. */
public final class Child implements AutoCloseable {

    /** What a child says on its standard output when it is ready. */
    static final String READY = "ready";

    private static final long STOP_SECONDS = 15;
    private static final int LAST_WORDS = 20;

    private final Process process;
    private final List<String> said = new ArrayList<>();

    private Child(Process process) {
        this.process = process;
    }

    /** Starts a main class of this class path and returns when it is ready. */
    static Child start(Class<?> main, Path log, List<String> options, List<String> arguments) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), log, options, arguments);
    }

    /** Starts a main class of any class path and returns when it is ready. */
    static Child start(String classPath, String main, Path log, List<String> options, List<String> arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath, "-XX:+UseSerialGC"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(options);
        command.add(main);
        command.addAll(arguments);
        File errors = log.toFile();
        var child = new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors))
                .start());
        child.awaitReady(main, log);
        return child;
    }

    /** The lines that it said before it was ready. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** kill -9. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGSTOP: it stands still in the middle of what it does. */
    public void freeze() throws IOException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void wake() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(String main, Path log) throws IOException {
        BufferedReader output = process.inputReader();
        String name = "[" + process.pid() + "] ";
        write(log, name + "is " + main);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                drain(output, log, name);
                return;
            }
            said.add(line);
        }
        throw new IOException(main + " does not start; see " + log + "; it said: "
                + String.join("\n", said.subList(Math.max(0, said.size() - LAST_WORDS), said.size())));
    }

    /** A full pipe would stop the child. */
    private static void drain(BufferedReader output, Path log, String name) {
        var drain = new Thread(() -> output.lines().forEach(line -> write(log, name + line)), "drain");
        drain.setDaemon(true);
        drain.start();
    }

    private static void write(Path log, String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** Of a child: says that it is ready and returns when it shall end. */
    public static void serve() throws IOException {
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // nobody says anything to a child
        }
    }
}
