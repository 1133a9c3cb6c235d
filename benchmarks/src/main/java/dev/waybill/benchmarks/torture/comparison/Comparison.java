package dev.waybill.benchmarks.torture.comparison;

import dev.waybill.benchmarks.torture.oracle.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far the tables are from the oracle.
 *
 * @param rows rows that should be there
 * @param cells cells that were compared
 * @param lost rows that are not there, and shipments that a rollup lacks
 * @param doubled rows that should not be there, and shipments that a rollup counts beyond those there are
 * @param wrong cells that differ
 * @param differences each of them as a line
 */
public record Comparison(long rows, long cells, long lost, long doubled, long wrong, List<String> differences) {

    private static final String COUNT = "total_shipments";

    public boolean isEqual() {
        return lost == 0 && doubled == 0 && wrong == 0;
    }

    public static Comparison of(Content expected, Map<String, SortedMap<String, ObjectNode>> actual) {
        var sum = new Tally();
        expected.tables().forEach((table, rows) -> sum.table(table, rows, actual.getOrDefault(table, new TreeMap<>())));
        return new Comparison(sum.rows, sum.cells, sum.lost, sum.doubled, sum.wrong, List.copyOf(sum.lines));
    }

    private static final class Tally {

        private long rows;
        private long cells;
        private long lost;
        private long doubled;
        private long wrong;
        private final List<String> lines = new ArrayList<>();

        void table(String table, SortedMap<String, ObjectNode> expected, SortedMap<String, ObjectNode> actual) {
            rows += expected.size();
            var keys = new TreeSet<>(expected.keySet());
            keys.addAll(actual.keySet());
            for (String key : keys) {
                ObjectNode should = expected.get(key);
                ObjectNode is = actual.get(key);
                if (should == null) {
                    doubled++;
                    lines.add(table + " " + key + ": should not be there");
                } else if (is == null) {
                    lost++;
                    lines.add(table + " " + key + ": is not there");
                } else {
                    row(table + " " + key, should, is);
                }
            }
        }

        private void row(String name, ObjectNode should, ObjectNode is) {
            long more = is.path(COUNT).longValue(0) - should.path(COUNT).longValue(0);
            doubled += Math.max(0, more);
            lost += Math.max(0, -more);
            should.forEachEntry((column, value) -> {
                cells++;
                String expected = Plain.of(column, value);
                String actual = Plain.of(column, is.path(column));
                if (!expected.equals(actual)) {
                    wrong++;
                    lines.add(name + "." + column + ": is " + actual + ", should be " + expected);
                }
            });
        }
    }
}
