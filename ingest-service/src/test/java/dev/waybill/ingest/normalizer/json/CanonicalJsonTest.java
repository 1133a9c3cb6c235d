package dev.waybill.ingest.normalizer.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"b":1.0,"a":"x"}      | {"a":"x","b":1}
                    {"a":null,"b":[1.50]}  | {"b":[1.5]}
                    {"a":100}              | {"a":1e2}
                    {"a":0.0}              | {"a":0}
                    {"a":{"d":1,"c":2}}    | {"a":{"c":2,"d":1.00}}
                    """)
    void sameContentHasTheSameHash(String one, String other) {
        assertThat(hash(one)).isEqualTo(hash(other)).matches("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"a":"1"}     | {"a":1}
                    {"a":[1,2]}   | {"a":[2,1]}
                    {"a":[null]}  | {"a":[]}
                    {"a":""}      | {}
                    {"a":{}}      | {}
                    {"a":true}    | {"a":"true"}
                    """)
    void otherContentHasAnother(String one, String other) {
        assertThat(hash(one)).isNotEqualTo(hash(other));
    }

    @Test
    void itsTextIsSortedAndShort() {
        String told = "{\"b\":[1.50,null,true,{\"d\":null,\"c\":1e2}],\"a\":\"\u00e9\\n\"}";

        assertThat(CanonicalJson.text(Json.parse(told.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{\"a\":\"\u00e9\\n\",\"b\":[1.5,null,true,{\"c\":1E+2}]}");
    }

    private static String hash(String json) {
        return CanonicalJson.hash(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
