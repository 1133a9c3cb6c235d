package dev.waybill.schemas.places;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlacesTest {

    private static final Place REDONDO_BEACH = new Place("Redondo Beach", "CA", "90277-2506", "US");
    private static final Place SAN_FRANCISCO = new Place("San Francisco", "CA", "94107", "US");
    private static final Place HOUSTON = new Place("HOUSTON", "TX", null, null);
    private static final Place CHARLESTON = new Place("CHARLESTON", "SC", null, null);
    private static final Place NEW_YORK = new Place("New York", "NY", null, "US");
    private static final Place LONDON = new Place("London", null, "SW1A", "GB");
    private static final Place SYDNEY = new Place("Sydney", "NSW", "20", "AU");
    private static final Place MUNICH = new Place("München", null, "80", "DE");
    private static final Place AUCKLAND = new Place("Auckland", null, "10", "NZ");
    private static final Place HONOLULU = new Place("Honolulu", "HI", "968", "US");
    private static final Place NOWHERE = new Place("Nowhere at all", "CA", "00000", "US");

    private final Places places = Places.bundled();

    /** Geodesics on the WGS 84 ellipsoid between coordinates from elsewhere; the sphere is within 0.6 % of it. */
    static Stream<Arguments> knownDistances() {
        return Stream.of(
                arguments(REDONDO_BEACH, SAN_FRANCISCO, 566.9),
                arguments(HOUSTON, CHARLESTON, 1507.4),
                arguments(NEW_YORK, LONDON, 5585.3),
                arguments(LONDON, HOUSTON, 7820.3),
                arguments(SYDNEY, MUNICH, 16325.4),
                arguments(AUCKLAND, HONOLULU, 7050.3));
    }

    @ParameterizedTest
    @MethodSource("knownDistances")
    void distancesAreThoseOfTheGlobe(Place from, Place to, double kilometres) {
        assertThat(places.distanceKm(from, to)).isCloseTo(BigDecimal.valueOf(kilometres), withinPercentage(0.6));
    }

    @ParameterizedTest
    @MethodSource("knownDistances")
    void thereIsAsFarAsBackAndAPlaceIsNoDistanceFromItself(Place from, Place to, double kilometres) {
        assertThat(places.distanceKm(from, to)).isEqualTo(places.distanceKm(to, from));
        assertThat(places.distanceKm(from, from)).isEqualTo("0.0");
    }

    @Test
    void distancesAreTheSameToTheDigitOnEveryMachine() {
        assertThat(places.distanceKm(REDONDO_BEACH, SAN_FRANCISCO)).isEqualTo("567.1");
        assertThat(places.distanceKm(AUCKLAND, HONOLULU)).isEqualTo("7076.3");
    }

    @Test
    void anUnknownEndHasNoDistance() {
        assertThat(places.distanceKm(NOWHERE, LONDON)).isNull();
        assertThat(places.distanceKm(LONDON, NOWHERE)).isNull();
        assertThat(places.distanceKm(NOWHERE, NOWHERE)).isNull();
        assertThat(places.distanceKm(new Place(null, null, null, null), LONDON)).isNull();
    }

    @Test
    void aZipCodeTellsMoreThanTheCityAndTheCityMoreThanThePrefix() {
        Point zip = point("Houston", "TX", "77058-3001", "US");
        Point city = point("Houston", "TX", "770", "US");
        Point prefix = point("No such place", "TX", "770", "US");
        assertThat(zip).isNotEqualTo(city);
        assertThat(zip).isEqualTo(point(null, null, "77058", "us "));
        assertThat(city).isEqualTo(point("HOUSTON", "tx", null, null));
        assertThat(prefix.kilometresTo(city)).isLessThan(30);
    }

    @Test
    void aZipCodeWithoutAreaOfItsOwnLiesInThatOfItsPrefix() {
        assertThat(point("Sorting Centre", "TX", "77315", "US")).isEqualTo(point(null, null, "773", "US"));
    }

    @Test
    void aPrefixIsTheMeanOfItsZipCodes() {
        PointTable table = new PointTable("12300\t100\t-200\n12345\t300\t0\n12400\t7\t7\n".getBytes(US_ASCII));
        assertThat(table.meanOfAll("123")).contains(new Point(2, -1));
        assertThat(table.find("12345")).contains(new Point(3, 0));
        assertThat(table.find("123")).isEmpty();
        assertThat(table.find("99999")).isEmpty();
        assertThat(table.find("00000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "München, Munich, DE",
        "MUENCHEN, Munich, DE",
        "Köln, Cologne, DE",
        "Wien, Vienna, AT",
        "København, Copenhagen, DK",
        "Aarhus, Århus, DK",
        "Łódź, LODZ, PL",
        "Saint Albans, St. Albans, GB",
        "stoke on trent, Stoke-on-Trent, GB",
        "Den Haag, '''S-GRAVENHAGE', NL",
        "São Paulo, SAO PAULO, BR",
        "Roma, Rome, IT"
    })
    void aCityIsFoundHoweverItIsWritten(String city, String sameCity, String country) {
        assertThat(point(city, null, null, country)).isEqualTo(point(sameCity, null, null, country));
    }

    @Test
    void aToldStateDecidesBetweenCitiesOfOneName() {
        assertThat(point("Windsor", "ON", null, "CA")).isNotEqualTo(point("Windsor", "QC", null, "CA"));
        assertThat(places.find(new Place("Toronto", "BC", null, "CA"))).isEmpty();
        assertThat(places.find(new Place("Springfield", null, null, "US"))).isEmpty();
        assertThat(point("London", "Greater London", null, "GB")).isEqualTo(point("London", null, null, "GB"));
    }

    @Test
    void digitsAreNoZipCodeWhereNoCountryOrStateSaysSo() {
        assertThat(places.find(new Place(null, null, "77063", null))).isEmpty();
        assertThat(places.find(new Place(null, "Bayern", "80331", null))).isEmpty();
        assertThat(places.find(new Place(null, null, "10115", "DE"))).isEmpty();
    }

    private Point point(
            @Nullable String city, @Nullable String state, @Nullable String postalCode, @Nullable String country) {
        return places.find(new Place(city, state, postalCode, country)).orElseThrow();
    }
}
