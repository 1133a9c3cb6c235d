package dev.waybill.ingest.normalizer.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    @ParameterizedTest
    @CsvSource({
        "'\"5.93\"', 5.93000",
        "614.4, 614.40000",
        "'\"1.000005\"', 1.00001",
        "-1e-999999999, 0.00000",
        "99999999999999.99999, 99999999999999.99999",
        "'\" 12. \"', 12.00000",
        "1E3, 1000.00000"
    })
    void moneyHasFivePlaces(String told, String decimal) {
        assertThat(fields(told).decimal("a")).hasToString(decimal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100000000000000",
                "99999999999999.999999",
                "1e999999999",
                "\"free\"",
                "true",
                "[1]",
                "\"\"",
                "\"1e5\""
            })
    void whatIsNoMoneyStaysBehind(String told) {
        JsonFields fields = fields(told);

        assertThat(fields.decimal("a")).isNull();
        assertThat(fields.extra())
                .isEqualTo("{\"a\":" + Json.write(Json.parse(told.getBytes(StandardCharsets.UTF_8))) + "}");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "3.0, 3", "'\"3\"', 3", "3e0, 3", "2.5,", "3000000000,", "1e-999999999,", "true,"})
    void wholeNumbersMayBeWrittenWithAPoint(String told, Integer read) {
        assertThat(fields(told).integer("a")).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "'\"False\"', false", "1,", "null,"})
    void booleansMayBeQuoted(String told, Boolean read) {
        assertThat(fields(told).bool("a")).isEqualTo(read);
    }

    @Test
    void whatAnInnerReaderLeavesStaysInTheOuterOne() {
        JsonFields fields = fields("{\"b\":1,\"c\":2,\"object\":\"X\"}");

        Integer read = fields.object("a", inner -> inner.integer("b"));
        assertThat(read).isEqualTo(1);
        assertThat(fields.extra()).isEqualTo("{\"a\":{\"c\":2}}");
    }

    @Test
    void membersOfAnArrayKeepTheirPlaces() {
        JsonFields fields = fields("[{\"b\":1},7,null,{\"b\":2,\"c\":3}]");

        assertThat(fields.objects("a", inner -> String.valueOf(inner.integer("b"))))
                .containsExactly("1", "2");
        assertThat(fields.extra()).isEqualTo("{\"a\":[{},7,null,{\"c\":3}]}");
    }

    private static JsonFields fields(String value) {
        return JsonFields.of(Json.parse(("{\"a\":" + value + "}").getBytes(StandardCharsets.UTF_8)));
    }
}
