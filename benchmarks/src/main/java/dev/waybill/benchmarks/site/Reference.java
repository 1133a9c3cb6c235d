package dev.waybill.benchmarks.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a team would write instead of a part of Waybill: a process on a class path of its own, built from benchmarks/references. */
public enum Reference {
    CAMEL("camel", "Webhooks"),
    SPRING("spring", "RowByRow"),
    DEBEZIUM("debezium", "DebeziumSink"),
    /** What gives Debezium its scans. */
    FILL("debezium", "Fill"),
    FLINK("flink", "FlinkRollups");

    private final String module;
    private final String main;

    Reference(String module, String main) {
        this.module = module;
        this.main = main;
    }

    /** Returns what a script among its resources says. */
    public String script(String name) throws IOException {
        return Files.readString(built().resolve("classes").resolve(name));
    }

    String main() {
        return "dev.waybill.benchmarks." + module + "." + main;
    }

    String classPath() throws IOException {
        Path built = built();
        return built.resolve("classes") + File.pathSeparator + Files.readString(built.resolve("classpath"));
    }

    private Path built() throws IOException {
        Path built = Path.of(System.getProperty("waybill.home", ""), "benchmarks", "references", module, "target");
        if (!Files.exists(built.resolve("classpath"))) {
            throw new IOException("the reference " + module + " is not built");
        }
        return built;
    }
}
