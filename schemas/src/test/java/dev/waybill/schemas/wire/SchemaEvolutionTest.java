package dev.waybill.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.schemas.topics.Topic;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.BundledSchemas.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaEvolutionTest {

    static Stream<Schema> schemas() {
        return Topics.catalogue().stream()
                .map(Topic::schema)
                .filter(Objects::nonNull)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void newestReleasedVersionIsWhatTheCodeWrites(Schema schema) throws IOException {
        Path current = Files.createDirectories(Path.of("target", "schemas")).resolve(schema.getName() + ".avsc");
        Files.writeString(current, SchemaFormatter.format("json/pretty", schema) + "\n");

        assertThat(newest(schema))
                .as(
                        "to release a changed schema, copy %s to src/main/resources as its next version and add a line to"
                                + " catalogue.tsv",
                        current)
                .isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyReleasedVersionCanStillBeRead(Schema schema) {
        assertThat(versions(schema))
                .isNotEmpty()
                .allSatisfy(written -> assertThat(
                                SchemaCompatibility.checkReaderWriterCompatibility(schema, written.schema())
                                        .getType())
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @Test
    void idsAreUniqueAndOutOfARegistrysWay() {
        List<Integer> ids =
                BundledSchemas.catalogue().released().stream().map(Released::id).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id >= BundledSchemas.FIRST_ID);
    }

    private static Schema newest(Schema schema) {
        return versions(schema).stream()
                .max(Comparator.comparing(Released::version))
                .map(Released::schema)
                .orElseThrow();
    }

    private static List<Released> versions(Schema schema) {
        return BundledSchemas.catalogue().released().stream()
                .filter(released -> released.name().equals(schema.getName()))
                .toList();
    }
}
