package dev.waybill.benchmarks.trial;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A reference in a process of its own. {@code close} ends its standard input, and it must end by itself. */
record Started(Process process, Path errors) implements AutoCloseable {

    private static final long STOP_SECONDS = 30;

    /** Starts one that serves and returns once it is ready. */
    static Started ready(String module, String main, String... arguments) throws IOException {
        Started started = start(module, main, arguments);
        BufferedReader output = started.process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                return started;
            }
        }
        throw new IOException(main + " does not start: " + Files.readString(started.errors));
    }

    private static Started start(String module, String main, String... arguments) throws IOException {
        Path target = Path.of("..", module, "target");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(target.resolve("classes") + File.pathSeparator + Files.readString(target.resolve("classpath")));
        command.add("dev.waybill.benchmarks." + module + "." + main);
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("waybill-" + module + "-", ".log");
        return new Started(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException running) {
            process.destroyForcibly();
            throw new IOException("it does not end: " + Files.readString(errors), running);
        }
    }
}
