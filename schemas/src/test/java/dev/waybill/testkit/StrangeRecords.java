package dev.waybill.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events that keep to their schema and to nothing else: any text, time, amount or enum where the schema allows one. */
public final class StrangeRecords {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a\0b",
            "\0",
            "{\"a\":\"\\u0000\\ud800\",\"a\":1e400}",
            "{\"a\":",
            "[".repeat(1200),
            "unheard_of",
            "delivered",
            "in_transit",
            "USPS",
            "USD",
            "us",
            "test",
            "\uD83D\uDCE6".repeat(200),
            "shp_1");
    private static final List<String> TIMES = List.of(
            "-200000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999Z",
            "2026-03-02T16:01:00Z",
            "2026-03-03T08:00:00.000001Z",
            "9999-12-31T23:59:59.999999Z",
            "+10000-01-01T00:00:00Z",
            "+290000-01-01T00:00:00Z");
    private static final List<String> AMOUNTS =
            List.of("0", "-1", "-0.00001", "10.2", "99999999999999.99999", "-99999999999999.99999");
    private static final int DEEPEST = 8;

    private final Random random;

    public StrangeRecords(Random random) {
        this.random = random;
    }

    /** Returns a record of a type. */
    public <T extends SpecificRecord> T any(Class<T> type) {
        return type.cast(record(SpecificData.get().getSchema(type), 0));
    }

    private SpecificRecord record(Schema schema, int depth) {
        var record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), depth + 1));
        }
        return record;
    }

    private @Nullable Object value(Schema schema, int depth) {
        return switch (schema.getType()) {
            case UNION -> {
                List<Schema> branches = schema.getTypes();
                yield depth > DEEPEST ? null : value(branches.get(random.nextInt(branches.size())), depth);
            }
            case NULL -> null;
            case RECORD -> record(schema, depth);
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0 && depth <= DEEPEST; i--) {
                    list.add(value(schema.getElementType(), depth));
                }
                yield list;
            }
            case MAP -> {
                Map<String, @Nullable Object> map = new HashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    map.put(text(), value(schema.getValueType(), depth));
                }
                yield map;
            }
            case ENUM -> SpecificData.get().createEnum(one(schema.getEnumSymbols()), schema);
            case BYTES -> amount(schema.getLogicalType());
            case INT ->
                schema.getLogicalType() == null
                        ? (Object) one(List.of(0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE))
                        : one(List.of(
                                LocalDate.of(0, 1, 1),
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(2026, 3, 2),
                                LocalDate.of(9999, 12, 31),
                                LocalDate.ofEpochDay(Integer.MAX_VALUE)));
            case LONG ->
                schema.getLogicalType() == null
                        ? (Object) one(List.of(0L, -1L, 7L, Long.MAX_VALUE, Long.MIN_VALUE))
                        : Instant.parse(one(TIMES));
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            default -> throw new IllegalArgumentException("no value of " + schema);
        };
    }

    private String text() {
        return random.nextInt(4) == 0
                ? random.ints(random.nextInt(12), 1, 0xD800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : one(TEXTS);
    }

    private BigDecimal amount(LogicalType type) {
        var decimal = (LogicalTypes.Decimal) type;
        return random.nextInt(3) == 0
                ? new BigDecimal(new BigInteger(60, random), decimal.getScale())
                : new BigDecimal(one(AMOUNTS)).setScale(decimal.getScale());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
