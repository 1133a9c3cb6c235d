package dev.waybill.benchmarks.torture.comparison;

import java.time.OffsetDateTime;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One text for what means the same: times as instants, numbers without trailing zeros, members by name, null the same as absent. */
final class Plain {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d.*(Z|[+-]\\d\\d:\\d\\d)");

    private Plain() {}

    static String of(String column, JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        if (value.isString()) {
            String text = value.stringValue();
            boolean asTold = column.equals("told_as") || column.endsWith("_told");
            return !asTold && TIME.matcher(text).matches()
                    ? OffsetDateTime.parse(text).toInstant().toString()
                    : text;
        }
        if (value.isArray()) {
            return value.valueStream().map(item -> of(column, item)).toList().toString();
        }
        if (value.isObject()) {
            var members = new TreeMap<String, String>();
            value.forEachEntry((name, member) -> {
                if (!member.isNull()) {
                    members.put(name, of(name, member));
                }
            });
            return members.toString();
        }
        return value.isNull() || value.isMissingNode() ? "null" : value.asString();
    }
}
