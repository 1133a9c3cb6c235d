package dev.waybill.benchmarks;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Results as people and as programs read them. */
final class Report {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Report() {}

    static String table(List<Result> results) {
        return Stream.concat(
                        Stream.of(row("figure", "measured", "unit", "reference", "ratio", "goal", "met", "spread")),
                        results.stream().map(Report::row))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    static String json(List<Result> results) {
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(results.stream().map(Report::fields).toList());
    }

    private static String row(Result result) {
        return row(
                result.name(),
                text(result.measured()),
                result.unit(),
                result.reference() == null ? "" : text(result.reference()),
                result.ratio() == null ? "" : text(result.ratio()),
                result.goal().toString(),
                result.met() ? "yes" : "NO",
                spread(result.runs()));
    }

    /** The least and the greatest of the runs. */
    private static String spread(List<BigDecimal> runs) {
        return text(Collections.min(runs)) + ".." + text(Collections.max(runs));
    }

    private static String text(BigDecimal value) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }

    private static String row(Object... cells) {
        return String.format("%-27s %12s %-14s %12s %8s %9s %4s  %s", cells).stripTrailing();
    }

    private static Map<String, Object> fields(Result result) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", result.name());
        fields.put("measured", result.measured());
        fields.put("unit", result.unit());
        fields.put("reference", result.reference());
        fields.put("ratio", result.ratio());
        fields.put("goal", result.goal().toString());
        fields.put("met", result.met());
        fields.put("runs", result.runs());
        return fields;
    }
}
