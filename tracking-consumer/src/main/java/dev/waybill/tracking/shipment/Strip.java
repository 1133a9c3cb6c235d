package dev.waybill.tracking.shipment;

import dev.waybill.events.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Takes from the texts of a record what PostgreSQL cannot hold; in fields that hold JSON also where it is escaped. */
final class Strip {

    private static final Set<String> JSON_FIELDS = Set.of("options", "extra", "body");

    private Strip() {}

    /** A record that can be stored, and the paths of the fields that were changed for it. */
    record Stripped<T>(T value, List<String> fields) {}

    static <T extends SpecificRecordBase> Stripped<T> record(T told) {
        List<String> fields = new ArrayList<>();
        find(told, "", fields);
        if (fields.isEmpty()) {
            return new Stripped<>(told, List.of());
        }
        T copy = SpecificData.get().deepCopy(told.getSchema(), told);
        mend(copy);
        return new Stripped<>(copy, List.copyOf(fields));
    }

    static Version version(Version told) {
        return record(told).value();
    }

    private static void find(SpecificRecordBase told, String path, List<String> fields) {
        for (Field field : told.getSchema().getFields()) {
            Object value = told.get(field.pos());
            String name = path + field.name();
            if (value instanceof String text && !text(field, text).equals(text)) {
                fields.add(name);
            } else if (value instanceof SpecificRecordBase part) {
                find(part, name + '.', fields);
            } else if (value instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof SpecificRecordBase part) {
                        find(part, name + '[' + i + "].", fields);
                    }
                }
            }
        }
    }

    private static void mend(SpecificRecordBase copy) {
        for (Field field : copy.getSchema().getFields()) {
            Object value = copy.get(field.pos());
            if (value instanceof String text) {
                copy.put(field.pos(), text(field, text));
            } else if (value instanceof SpecificRecordBase part) {
                mend(part);
            } else if (value instanceof List<?> list) {
                list.stream()
                        .filter(SpecificRecordBase.class::isInstance)
                        .map(SpecificRecordBase.class::cast)
                        .forEach(Strip::mend);
            }
        }
    }

    private static String text(Field field, String told) {
        String text = Unstorable.strip(told);
        return JSON_FIELDS.contains(field.name()) ? Unstorable.stripEscapes(text) : text;
    }
}
