package dev.waybill.standalone.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {

    @TempDir
    Path scratch;

    @Test
    void aShellReadsWhatWasWritten() throws IOException, InterruptedException {
        String awkward = "it's $HOME `date` \"quoted\" \\ and a blank";
        try (DataFolder folder = DataFolder.open(scratch)) {
            EnvironmentFile.write(folder, Map.of("AWKWARD", awkward));
            Process shell = new ProcessBuilder(
                            "sh", "-c", "set -a; . " + folder.environment() + "; exec printenv AWKWARD")
                    .start();
            String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor()).isZero();
            assertThat(read).isEqualTo(awkward + "\n");
            assertThat(EnvironmentFile.read(scratch)).isEqualTo(Map.of("AWKWARD", awkward));
        }
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        try (DataFolder folder = DataFolder.open(scratch)) {
            EnvironmentFile.write(folder, Map.of("KEY", "value"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.environment())))
                    .isEqualTo("rw-------");
        }
    }
}
