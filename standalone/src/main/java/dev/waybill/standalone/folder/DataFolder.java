package dev.waybill.standalone.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that this process alone uses until {@code close}. The lock is the operating system's, so a killed process leaves none
 * behind.
 */
public final class DataFolder implements AutoCloseable {

    private static final long MIB = 1024L * 1024;
    private static final long FREE_FOR_FIRST_START = 512 * MIB;
    private static final long FREE_FOR_RESTART = 128 * MIB;
    private static final long FULL = 8 * MIB;
    private static final long LONGEST_DELETION_MILLIS = 1500;
    /** Neither a second Ctrl-C nor the end of the terminal leaves half of it. */
    private static final String DELETION = "trap '' HUP INT TERM; exec rm -rf \"$0\"";

    private static final String LOCK = "lock";
    private static final String TEMPORARY = "tmp";
    private static final String LOGS = "logs";

    private final Path root;
    private final FileChannel lock;
    private final boolean throwAway;
    private volatile boolean keepLogs;

    private DataFolder(Path root, FileChannel lock, boolean throwAway) {
        this.root = root;
        this.lock = lock;
        this.throwAway = throwAway;
    }

    /** Makes the folder when it is missing and takes it. Fails with a {@link Problem} when it is in use, full or not writable. */
    public static DataFolder open(Path folder) {
        return open(folder, false);
    }

    /** The same for a folder that {@code close} deletes. */
    public static DataFolder openThrowAway(Path folder) {
        return open(folder, true);
    }

    /** Deletes a throw-away folder that was made for nothing. */
    public static void deleteUnlessTaken(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder.resolve(TEMPORARY));
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException taken) {
            // close has seen to it
        }
    }

    /** For a throw-away folder: the like beside it that a killed process left, each taken, so that {@code close} deletes it. */
    public List<DataFolder> leftBehindBeside() {
        return throwAway ? LeftBehind.beside(root) : List.of();
    }

    /** A throw-away folder that nobody holds. */
    static Optional<DataFolder> taken(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.WRITE);
        if (locked(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new DataFolder(root, channel, true));
    }

    /** Whether what happens in it is for show. */
    public boolean isThrowAway() {
        return throwAway;
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Where Kafka Streams keeps what it can always read again from its topics. */
    public Path streams() {
        return root.resolve("streams");
    }

    public Path logs() {
        return root.resolve(LOGS);
    }

    public Path log() {
        return logs().resolve("waybill.log");
    }

    /** The logs of a throw-away folder stay when it is closed: somebody will want to read why. */
    public void keepLogs() {
        keepLogs = true;
    }

    /** The folder that {@code java.io.tmpdir} should name; emptied at each start. */
    public Path temporary() {
        return root.resolve(TEMPORARY);
    }

    public Path environment() {
        return root.resolve(EnvironmentFile.NAME);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve("pid"));
            if (throwAway) {
                delete();
            }
            lock.close();
        } catch (IOException ignored) {
            // the operating system lets go of it with the process
        }
    }

    /** By a process of its own, which goes on alone where it takes longer than anybody wants to wait. */
    private void delete() throws IOException {
        if (keepLogs) {
            deleteAllButLogs();
            return;
        }
        Process rm = new ProcessBuilder("sh", "-c", DELETION, root.toString()).start();
        try {
            rm.waitFor(LONGEST_DELETION_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void deleteAllButLogs() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            for (Path file : files.filter(file -> !file.equals(logs())).toList()) {
                Folders.delete(file);
            }
        }
    }

    /** A full disk has many faces: says so when it is one, and what was said otherwise. */
    public String orFullDisk(String line) {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            return free < FULL ? "The disk of " + root + " is full: " + free / MIB + " MiB are free" : line;
        } catch (IOException unknown) {
            return line;
        }
    }

    /** The text of what the operating system refused. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        return failure.getClass().getSimpleName().replace("Exception", "") + (message == null ? "" : ": " + message);
    }

    private static DataFolder open(Path folder, boolean throwAway) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            OwnerOnly.createFolder(root);
            refuseForeign(root);
            FileChannel channel =
                    FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new Problem(root + " is in use by another Waybill" + holder(root)
                        + ": stop that one, or choose another folder with --data");
            }
            var data = new DataFolder(root, channel, throwAway);
            data.prepare();
            return data;
        } catch (IOException refused) {
            throw new Problem("Cannot write to " + root + ": " + reason(refused), refused);
        }
    }

    /** What is in it will be written to and in part deleted: a folder with other people's files is not taken. */
    private static void refuseForeign(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            boolean foreign =
                    files.map(Path::getFileName).map(Path::toString).anyMatch(name -> !name.equals(TEMPORARY));
            if (foreign && !Files.exists(root.resolve(LOCK))) {
                throw new Problem(root + " holds files that are not Waybill's: choose another folder with --data");
            }
        }
    }

    private void prepare() throws IOException {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            long needed = Files.exists(postgres()) ? FREE_FOR_RESTART : FREE_FOR_FIRST_START;
            if (free < needed) {
                throw new Problem("The disk of " + root + " is full: " + free / MIB + " MiB are free, " + needed / MIB
                        + " MiB are needed");
            }
            OwnerOnly.close(root);
            Files.deleteIfExists(environment());
            Folders.empty(temporary());
            OwnerOnly.createFolder(temporary());
            OwnerOnly.createFolder(logs());
            LeftBehind.mark(root, throwAway);
            OwnerOnly.write(
                    root.resolve("pid"), Long.toString(ProcessHandle.current().pid()) + '\n');
        } catch (Problem | IOException failure) {
            close();
            throw failure;
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException ourselves) {
            return null;
        }
    }

    private static String holder(Path root) {
        try {
            return " (process " + Files.readString(root.resolve("pid")).strip() + ")";
        } catch (IOException unknown) {
            return "";
        }
    }
}
