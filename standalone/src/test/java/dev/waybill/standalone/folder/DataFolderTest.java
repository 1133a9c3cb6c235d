package dev.waybill.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path scratch;

    @Test
    void oneAtATimeHasIt() {
        try (DataFolder held = DataFolder.open(scratch)) {
            assertThatThrownBy(() -> DataFolder.open(scratch))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(held.root() + " is in use by another Waybill")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void itCanBeHadAgain() {
        DataFolder.open(scratch).close();
        try (DataFolder again = DataFolder.open(scratch)) {
            assertThat(again.root()).isEqualTo(scratch.toAbsolutePath());
        }
    }

    @Test
    void aNewOneIsItsOwnersAlone() throws IOException {
        try (DataFolder folder = DataFolder.open(scratch.resolve("new/one"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void oneThatWasThereIsClosedToOthers() throws IOException {
        Files.setPosixFilePermissions(scratch, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DataFolder folder = DataFolder.open(scratch)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void otherPeoplesFilesAreNotTouched() throws IOException {
        Path others = Files.createDirectories(scratch.resolve("postgres/data")).resolve("PG_VERSION");
        Files.writeString(others, "18");

        assertThatThrownBy(() -> DataFolder.open(scratch))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("holds files that are not Waybill's");
        assertThat(others).exists();
        assertThat(scratch.resolve("lock")).doesNotExist();
    }

    @Test
    void whatAKillLeftBehindIsCleared() throws IOException {
        DataFolder.open(scratch).close();
        Path leftover = scratch.resolve("tmp/librocksdb/library.so");
        Files.createDirectories(leftover.getParent());
        Files.writeString(leftover, "big");
        Files.writeString(scratch.resolve("waybill.env"), "WAYBILL_KAFKA='nobody'");
        try (DataFolder folder = DataFolder.open(scratch)) {
            assertThat(folder.temporary()).isEmptyDirectory();
            assertThat(folder.environment()).doesNotExist();
        }
    }

    @Test
    void aThrowAwayOneIsGoneWhenClosed() {
        DataFolder folder = DataFolder.openThrowAway(scratch.resolve("demo"));
        assertThat(folder.logs()).exists();
        folder.close();
        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void theLogOfAFailureStays() throws IOException {
        DataFolder folder = DataFolder.openThrowAway(scratch.resolve("demo"));
        Files.writeString(folder.log(), "why");
        folder.keepLogs();
        folder.close();
        assertThat(folder.root()).isDirectoryContaining("glob:**/logs").isDirectoryNotContaining("glob:**/{tmp,lock}");
        assertThat(folder.log()).hasContent("why");
    }

    @Test
    void whatKilledOnesLeftIsFoundAndNothingElse() throws IOException {
        Path killed = killed("killed");
        DataFolder held = DataFolder.openThrowAway(scratch.resolve("held"));
        DataFolder.open(scratch.resolve("kept")).close();
        Files.createDirectories(scratch.resolve("anothers"));
        Path now = killed("once a demo's");
        DataFolder.open(now).close();
        try (DataFolder folder = DataFolder.openThrowAway(scratch.resolve("new"))) {
            List<DataFolder> left = folder.leftBehindBeside();
            assertThat(left).extracting(DataFolder::root).containsExactly(killed);
            left.forEach(DataFolder::close);
        }
        assertThat(killed).doesNotExist();
        assertThat(held.root()).exists();
        held.close();
    }

    /** A throw-away folder whose process is gone. */
    private Path killed(String name) throws IOException {
        Path folder = Files.createDirectories(scratch.resolve(name));
        Files.createFile(folder.resolve("lock"));
        Files.createFile(folder.resolve("throw-away"));
        return folder;
    }

    @Test
    void aFileInItsPlaceIsToldInOneLine() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("Cannot write to " + file);
    }
}
