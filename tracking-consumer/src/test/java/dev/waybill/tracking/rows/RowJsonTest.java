package dev.waybill.tracking.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowJsonTest {

    @Test
    void whatPostgresCannotHoldIsLeftOutOfNamesAndTexts() {
        assertThat(parsed("{\"a\\u0000b\":\"c\\u0000d\",\"e\":[\"\\ud800x\"]}"))
                .isEqualTo("{\"ab\":\"cd\",\"e\":[\"x\"]}");
        assertThat(parsed("no JSON\0")).isEqualTo("\"no JSON\"");
    }

    @Test
    void numbersKeepTheirDigitsUnlessNobodyCanMeanThem() {
        assertThat(parsed("[1.50,1e3,-0.00001]")).isEqualTo("[1.50,1000,-0.00001]");
        assertThat(parsed("[1e999999999,1e-20000]")).isEqualTo("[\"1E+999999999\",\"1E-20000\"]");
    }

    @Test
    void nothingToldIsNothing() {
        assertThat(RowJson.parsed(null)).isNull();
        assertThat(parsed("")).isEqualTo("\"\"");
        assertThat(parsed("null")).isEqualTo("null");
    }

    private static String parsed(String json) {
        return RowJson.text(Objects.requireNonNull(RowJson.parsed(json)));
    }
}
