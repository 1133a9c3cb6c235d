package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import dev.waybill.tracking.rows.Unstorable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** Where something was taken, such as {@code .tracking_details[3].message}, seen from where the copy is. */
    private final List<String> fields = new ArrayList<>();

    private Strip() {}

    /** A record that can be stored, and the paths of the fields that were changed for it. */
    record Stripped<T>(T value, List<String> fields) {}

    @SuppressWarnings("unchecked")
    static <T extends SpecificRecordBase> Stripped<T> record(T told) {
        Strip strip = new Strip();
        T copy = (T) strip.copyOf(told);
        return new Stripped<>(
                copy, strip.fields.stream().map(path -> path.substring(1)).toList());
    }

    static Version version(Version told) {
        return record(told).value();
    }

    private SpecificRecordBase copyOf(SpecificRecordBase told) {
        SpecificRecordBase copy = (SpecificRecordBase) SpecificData.get().newRecord(null, told.getSchema());
        for (Field field : told.getSchema().getFields()) {
            int before = fields.size();
            copy.put(field.pos(), copyOf(told.get(field.pos()), field));
            if (fields.size() > before) {
                within("." + field.name(), before);
            }
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
                int before = fields.size();
                items.add(item instanceof SpecificRecordBase part ? copyOf(part) : item);
                if (fields.size() > before) {
                    within("[" + (items.size() - 1) + "]", before);
                }
            }
            return List.copyOf(items);
        }
        return told;
    }

    private String copyOf(String told, Field field) {
        String kept = Unstorable.strip(told);
        if (kept.indexOf('\\') >= 0 && JSON_FIELDS.contains(field.name())) {
            kept = Unstorable.stripEscapes(kept);
        }
        if (!kept.equals(told)) {
            fields.add("");
        }
        return kept;
    }

    private void within(String step, int from) {
        fields.subList(from, fields.size()).replaceAll(step::concat);
    }
}
