package dev.waybill.benchmarks.torture.oracle;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows by table and key. A row holds the columns that are compared.
 *
 * @param tables rows by key, by table
 */
public record Content(Map<String, SortedMap<String, ObjectNode>> tables) {

    static Content empty() {
        return new Content(new TreeMap<>());
    }

    /** The row of a key, made when it is not there. */
    ObjectNode row(String table, String key) {
        return tables.computeIfAbsent(table, name -> new TreeMap<>())
                .computeIfAbsent(key, name -> JsonNodeFactory.instance.objectNode());
    }
}
