package dev.waybill.schemas.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of every schema version that was ever released, with the id it has for good. Ids lie from {@link #FIRST_ID} up, out of
 * the way of a registry's.
 */
public final class BundledSchemas implements SchemaIds {

    /** The least id of the catalogue. */
    public static final int FIRST_ID = 1_900_000_000;

    private static final BundledSchemas INSTANCE = load();

    private final List<Released> released;
    private final Map<Integer, Schema> byId = new HashMap<>();
    private final Map<Long, Integer> byFingerprint = new HashMap<>();
    private final Map<Schema, Integer> bySchema = new ConcurrentHashMap<>();

    private BundledSchemas(List<Released> released) {
        this.released = released;
        for (Released one : released) {
            byId.put(one.id(), one.schema());
            byFingerprint.put(fingerprint(one.schema()), one.id());
        }
    }

    /** Returns the catalogue of this version of Waybill. */
    public static BundledSchemas catalogue() {
        return INSTANCE;
    }

    /** Returns every released version, oldest first. */
    public List<Released> released() {
        return released;
    }

    @Override
    public int idOf(String topic, Schema schema) {
        return bySchema.computeIfAbsent(schema, this::idOf);
    }

    private int idOf(Schema schema) {
        Integer id = byFingerprint.get(fingerprint(schema));
        if (id == null) {
            throw new SerializationException("Schema " + schema.getFullName() + " was not released in this form");
        }
        return id;
    }

    @Override
    public Schema schemaOf(int id) {
        Schema schema = find(id);
        if (schema == null) {
            throw new SerializationException("Nobody knows schema id " + id);
        }
        return schema;
    }

    @Nullable
    Schema find(int id) {
        return byId.get(id);
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    private static BundledSchemas load() {
        try (var lines = new BufferedReader(new InputStreamReader(resource("catalogue.tsv"), StandardCharsets.UTF_8))) {
            return new BundledSchemas(lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(BundledSchemas::parse)
                    .toList());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Released parse(String line) {
        String[] columns = line.split("\t", -1);
        int version = Integer.parseInt(columns[2]);
        try (InputStream text = resource(columns[1] + ".v" + version + ".avsc")) {
            return new Released(Integer.parseInt(columns[0]), columns[1], version, new Schema.Parser().parse(text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                BundledSchemas.class.getResourceAsStream("/dev/waybill/schemas/released/" + name), name);
    }

    /**
     * A version of a schema as it was released.
     *
     * @param id its id on the wire
     * @param name the record's name without its namespace
     * @param version 1 for the first
     * @param schema the schema, complete in itself
     */
    public record Released(int id, String name, int version, Schema schema) {}
}
