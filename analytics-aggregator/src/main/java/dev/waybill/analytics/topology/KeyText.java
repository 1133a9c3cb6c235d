package dev.waybill.analytics.topology;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The parts of a rollup's key as one text, {@code a|b|c}. A separator within a part is written {@code %7C}, a percent sign {@code %25}. */
final class KeyText {

    private KeyText() {}

    static String of(Object... parts) {
        var text = new StringJoiner("|");
        for (Object part : parts) {
            text.add(part.toString().replace("%", "%25").replace("|", "%7C"));
        }
        return text.toString();
    }

    static List<String> parts(String key) {
        return Stream.of(key.split("\\|", -1))
                .map(part -> part.replace("%7C", "|").replace("%25", "%"))
                .toList();
    }
}
