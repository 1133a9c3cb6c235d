package dev.waybill.tracking.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class UnstorableTest {

    private static final String PARCEL = "\uD83D\uDCE6";

    @Test
    void nulAndHalvesOfPairsAreTaken() {
        assertThat(Unstorable.strip("a\0b")).isEqualTo("ab");
        assertThat(Unstorable.strip("\uD83Da\uDCE6")).isEqualTo("a");
        assertThat(Unstorable.strip(PARCEL + "\uD83D")).isEqualTo(PARCEL);
    }

    @Test
    void escapesInJsonAreTakenLikeCharacters() {
        assertThat(Unstorable.stripEscapes("{\"a\\u0000\":\"\\u0041\"}")).isEqualTo("{\"a\":\"\\u0041\"}");
        assertThat(Unstorable.stripEscapes("\"\\ud83d\\udce6\"")).isEqualTo("\"\\ud83d\\udce6\"");
        assertThat(Unstorable.stripEscapes("\"\\ud83d\\ud83d\\udce6\"")).isEqualTo("\"\\ud83d\\udce6\"");
        assertThat(Unstorable.stripEscapes("\"\\udce6x\\ud83d\"")).isEqualTo("\"x\"");
    }

    @Test
    void anEscapedBackslashIsNoEscape() {
        assertThat(Unstorable.stripEscapes("\"\\\\u0000\"")).isEqualTo("\"\\\\u0000\"");
        assertThat(Unstorable.stripEscapes("\"\\\\\\u0000\"")).isEqualTo("\"\\\\\"");
        assertThat(Unstorable.stripEscapes("\\u00")).isEqualTo("\\u00");
        assertThat(Unstorable.stripEscapes("\\u1\\")).isEqualTo("\\u1\\");
    }

    @Property
    void whatIsLeftCanBeStoredAndIsLeftAlone(@ForAll String told) {
        String kept = Unstorable.strip(told);

        assertThat(Unstorable.strip(kept)).isSameAs(kept);
        assertThat(kept.codePoints()).noneMatch(character -> character == 0);
        assertThat(new String(kept.getBytes(UTF_8), UTF_8)).isEqualTo(kept);
    }
}
