package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import dev.waybill.tracking.rows.Unstorable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Copies a record without the characters that PostgreSQL cannot hold; in fields that hold JSON also where they are escaped. The lists of
 * the copy are plain ones, since Avro's own cannot compare records with times or decimals.
 */
final class Strip {

    private static final Set<String> JSON_FIELDS = Set.of("options", "extra", "body");

    private final List<String> fields = new ArrayList<>();

    /** Names of fields and indexes in lists, from the record to where the copy is. */
    private final Deque<Object> path = new ArrayDeque<>();

    private Strip() {}

    /** A record that can be stored, and the paths of the fields that were changed for it. */
    record Stripped<T>(T value, List<String> fields) {}

    @SuppressWarnings("unchecked")
    static <T extends SpecificRecordBase> Stripped<T> record(T told) {
        Strip strip = new Strip();
        T copy = (T) strip.copyOf(told);
        return new Stripped<>(copy, List.copyOf(strip.fields));
    }

    static Version version(Version told) {
        return record(told).value();
    }

    private SpecificRecordBase copyOf(SpecificRecordBase told) {
        SpecificRecordBase copy = (SpecificRecordBase) SpecificData.get().newRecord(null, told.getSchema());
        for (Field field : told.getSchema().getFields()) {
            path.addLast(field.name());
            copy.put(field.pos(), copyOf(told.get(field.pos()), field));
            path.removeLast();
        }
        return copy;
    }

    private @Nullable Object copyOf(@Nullable Object told, Field field) {
        if (told instanceof String text) {
            return copyOf(text, field);
        }
        if (told instanceof SpecificRecordBase part) {
            return copyOf(part);
        }
        if (told instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            for (Object item : list) {
                path.addLast(items.size());
                items.add(item instanceof SpecificRecordBase part ? copyOf(part) : item);
                path.removeLast();
            }
            return List.copyOf(items);
        }
        return told;
    }

    private String copyOf(String told, Field field) {
        String kept = Unstorable.strip(told);
        kept = JSON_FIELDS.contains(field.name()) ? Unstorable.stripEscapes(kept) : kept;
        if (!kept.equals(told)) {
            fields.add(path());
        }
        return kept;
    }

    /** Such as {@code tracking_details[3].message}. */
    private String path() {
        return path.stream()
                .map(step -> step instanceof Integer index ? "[" + index + "]" : "." + step)
                .collect(Collectors.joining())
                .substring(1);
    }
}
