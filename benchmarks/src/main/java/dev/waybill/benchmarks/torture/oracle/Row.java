package dev.waybill.benchmarks.torture.oracle;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Puts anything into a column: nodes as they are, numbers as numbers, everything else as its text. */
record Row(ObjectNode columns) {

    Row with(String column, @Nullable Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof JsonNode) {
            columns.set(column, JsonMapper.shared().valueToTree(value));
        } else {
            columns.put(column, value.toString());
        }
        return this;
    }
}
