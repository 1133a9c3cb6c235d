package dev.waybill.ingest.normalizer.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpairedSurrogatesTest {

    @ParameterizedTest
    @CsvSource({
        "\\ud83d, \\u0000",
        "\\uDCE6x, \\u0000x",
        "\\ud83d\\ud83d\\udce6, \\u0000\\ud83d\\udce6",
        "\\udce6\\ud83d, \\u0000\\u0000",
        "\\\\\\ud83d, \\\\\\u0000",
        "\\ud83d\\\\udce6, \\u0000\\\\udce6"
    })
    void eachHalfIsNul(String told, String kept) {
        assertThat(UnpairedSurrogates.asNul(told.getBytes(UTF_8))).isEqualTo(kept.getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "\\ud83d\\udce6",
        "\\\\ud83d",
        "\\\\\\\\ud83d",
        "\\ud7ff\\ue000",
        "\\u00",
        "\\ud8",
        "한국 \uD83D\uDCE6",
        "plain"
    })
    void whatIsNoHalfStays(String told) {
        assertThat(UnpairedSurrogates.asNul(told.getBytes(UTF_8))).isEqualTo(told.getBytes(UTF_8));
    }

    @Test
    void aHalfInBytesIsNulToo() {
        byte[] told = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0xbd, '"'};

        assertThat(Json.parse(told).stringValue()).isEqualTo("\0");
    }

    @Property
    void everyTextCanBeWrittenInUtf8(@ForAll char[] told) {
        String json =
                new String(told).chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining("", "\"", "\""));

        String read = Json.parse(json.getBytes(UTF_8)).stringValue();

        assertThat(new String(read.getBytes(UTF_8), UTF_8)).isEqualTo(read);
        assertThat(read.replace("\0", "")).isEqualTo(withoutHalves(told));
    }

    private static String withoutHalves(char[] told) {
        return new String(told)
                .codePoints()
                .filter(character -> character != 0 && Character.getType(character) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
