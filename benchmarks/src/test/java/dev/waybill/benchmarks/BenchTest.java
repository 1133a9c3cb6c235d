package dev.waybill.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTest {

    @Test
    void eachFigureIsARowOfTheTableAndEachRowAFigure() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "PERFORMANCE.md"));
        String table = document.substring(document.indexOf("| name |"), document.indexOf("## What was found"));
        List<String> rows = table.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| name |"))
                .map(line -> line.split(" ", 3)[1])
                .toList();

        assertThat(Bench.ALL.stream().flatMap(benchmark -> benchmark.names().stream()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "persist-debezium", "persist-debezium-live", "overload", "memory", "start"})
    void oneBenchmarkIsCalledSo(String name) {
        assertThat(Bench.ALL).filteredOn(benchmark -> benchmark.isCalled(name)).hasSize(1);
    }
}
