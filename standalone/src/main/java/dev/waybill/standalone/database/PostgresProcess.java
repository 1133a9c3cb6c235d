package dev.waybill.standalone.database;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Deadline;
import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The postmaster that runs on a data folder, found by its postmaster.pid and recognised by its command line, never by its number alone. */
final class PostgresProcess {

    private static final Logger log = LoggerFactory.getLogger(PostgresProcess.class);
    private static final long PAUSE_MILLIS = 20;
    private static final Duration FOR_KILLING = Duration.ofMillis(500);
    private static final Duration FOR_ENDING_AT_ONCE = Duration.ofMillis(1500);

    private final Path data;

    PostgresProcess(Path data) {
        this.data = data;
    }

    /** Stops it, sessions included, and waits for its end; towards the deadline without a checkpoint, then by force. */
    void stop(Deadline deadline) {
        if (ended("INT", deadline.leaving(FOR_ENDING_AT_ONCE))
                || ended("QUIT", deadline.leaving(FOR_KILLING))
                || ended("KILL", Deadline.in(FOR_KILLING))) {
            return;
        }
        throw new Problem("PostgreSQL of " + data + " does not stop: stop it with kill -9 "
                + running().orElse(0));
    }

    /** PostgreSQL refuses to start when the number in its file is another program's by now, for example after a power cut. */
    void forgetReusedPid() throws IOException {
        OptionalLong told = told();
        if (told.isPresent()
                && running().isEmpty()
                && ProcessHandle.of(told.getAsLong()).isPresent()) {
            log.info("Process {} is no PostgreSQL of {}: removing its postmaster.pid", told.getAsLong(), data);
            Files.deleteIfExists(pidFile());
        }
    }

    OptionalLong running() {
        OptionalLong told = told();
        return told.isPresent() && isOurs(told.getAsLong()) ? told : OptionalLong.empty();
    }

    private OptionalLong told() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private boolean isOurs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(PostgresProcess::commandLine)
                .filter(this::isPostgresOnThisFolder)
                .isPresent();
    }

    private boolean isPostgresOnThisFolder(List<String> words) {
        int option = words.indexOf("-D");
        return words.get(0).endsWith("postgres")
                && option > 0
                && option + 1 < words.size()
                && same(Path.of(words.get(option + 1)));
    }

    private boolean same(Path folder) {
        try {
            return Files.isSameFile(folder, data);
        } catch (IOException missing) {
            return false;
        }
    }

    private static Optional<List<String>> commandLine(ProcessHandle process) {
        Optional<String[]> arguments = process.info().arguments();
        Optional<String> command = process.info().command();
        if (arguments.isPresent() && command.isPresent()) {
            var words = new ArrayList<>(List.of(command.get()));
            words.addAll(Arrays.asList(arguments.get()));
            return Optional.of(words);
        }
        return toldByPs(process.pid());
    }

    /** Where the JDK cannot tell; a folder with a blank in its name is not recognised then. */
    private static Optional<List<String>> toldByPs(long pid) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "command=", "-p", Long.toString(pid)).start();
            String line = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return line.isEmpty() ? Optional.empty() : Optional.of(List.of(line.split(" +")));
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    private boolean ended(String signal, Deadline deadline) {
        OptionalLong running = running();
        if (running.isEmpty()) {
            return true;
        }
        long pid = running.getAsLong();
        log.info("Stopping PostgreSQL of {}: kill -{} {}", data, signal, pid);
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            while (isOurs(pid) && !deadline.isPast()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            return !isOurs(pid);
        } catch (IOException impossible) {
            throw new Problem("Cannot signal process " + pid + ": " + DataFolder.reason(impossible), impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path pidFile() {
        return data.resolve("postmaster.pid");
    }
}
