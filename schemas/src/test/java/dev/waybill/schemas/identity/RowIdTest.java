package dev.waybill.schemas.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowIdTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aRowIdIsAUuidV5OfTheName() {
        UUID id = RowId.of("shp_1");

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(RowId.of("shp_1")).isNotEqualTo(RowId.of("shp_2"));
    }

    @Test
    void aScanIdBeginsWithItsTime() {
        UUID id = RowId.ofScan("shp_1", NOON, "delivered");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
        assertThat(id.toString())
                .isLessThan(
                        RowId.ofScan("shp_1", NOON.plusSeconds(1), "delivered").toString());
    }

    @Test
    void aTimeBefore1970CountsAsZero() {
        UUID id = RowId.ofScan("shp_1", Instant.parse("1931-01-01T00:00:00Z"), "delivered");

        assertThat(id.getMostSignificantBits() >>> 16).isZero();
    }

    @Test
    void nullIsTheSameAsBlankAndPartsDoNotRunTogether() {
        assertThat(RowId.ofScan("shp_1", NOON, "a", null)).isEqualTo(RowId.ofScan("shp_1", NOON, " a ", ""));
        assertThat(RowId.ofScan("shp_1", NOON, "a")).as("of two rows").isNotEqualTo(RowId.ofScan("shp_1 ", NOON, "a"));
        assertThat(RowId.ofScan("shp_1", NOON, "ab", "c")).isNotEqualTo(RowId.ofScan("shp_1", NOON, "a", "bc"));
    }
}
