package dev.waybill.schemas.places;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesPostalPrefixTest {

    @ParameterizedTest
    @CsvSource({
        "94107, US, 941",
        "94107-1670, US, 941",
        "941071670, us, 941",
        "00601, PR, 006",
        "941, US, 941",
        "SW1A 1AA, GB, SW1A",
        "m11ae, GB, M1",
        "EC1A1BB, GB, EC1A",
        "SW1A, GB, SW1A",
        "JE2 3AB, JE, JE2",
        "K1A 0B1, CA, K1A",
        "k1a, CA, K1A",
        "D02 AF30, IE, D02",
        "D6W XH28, IE, D6W",
        "1012 AB, NL, 1012",
        "NL-1012AB, NL, 1012",
        "80331, DE, 80",
        "CH-8001, CH, 80",
        "LV-1010, LV, 10",
        "100-0001, JP, 10",
        "AD500, AD, 50",
        "2000, AU, 20",
        "VLT 1117, MT, VL"
    })
    void thePrefixNamesAnArea(String code, String country, String prefix) {
        assertThat(Places.postalPrefix(code, country)).isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, US",
                "'', US",
                "' ', DE",
                "N/A, US",
                "N/A, DE",
                "none, FR",
                "-, null",
                "1234, US",
                "94107.0, US",
                "00000, US",
                "0000, HK",
                "90210, CA",
                "94107, GB",
                "12, NL",
                "X, FR",
                "7, DE",
                "'☃☃☃', JP",
                "１２３４５, US"
            })
    void whatIsNoPostalCodeHasNoPrefix(String code, String country) {
        assertThat(Places.postalPrefix(code, country)).isNull();
    }

    @Test
    void aCodeWithoutCountryKeepsTwoCharacters() {
        assertThat(Places.postalPrefix("94107", null)).isEqualTo("94");
        assertThat(Places.postalPrefix("94107", "Atlantis")).isEqualTo("94");
    }
}
