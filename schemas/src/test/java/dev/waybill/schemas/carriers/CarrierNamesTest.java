package dev.waybill.schemas.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierNamesTest {

    static Stream<List<String>> carriers() {
        return NameTable.rows("carriers.tsv").stream();
    }

    static Stream<List<String>> services() {
        return NameTable.rows("services.tsv").stream();
    }

    @ParameterizedTest
    @CsvSource({
        "UPSDAP, UPS", "upsdap, UPS", " UPS , UPS", "FedExDefault, FedEx", "FedexSmartPost, FedEx",
                "DhlExpress, DHLExpress",
        "dhl_express, DHLExpress", "DHL eCommerce, DhlEcs", "Royal Mail, RoyalMail", "Hermes, Evri", "usps, USPS",
                "OnTracV3, OnTrac"
    })
    void oneCarrierHasOneName(String told, String name) {
        assertThat(CarrierNames.carrier(told)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "USPS, First-Class Package Service, GroundAdvantage",
        "USPS, USPS Ground Advantage®, GroundAdvantage",
        "USPS, Priority Mail, Priority",
        "USPS, Priority Mail Express, Express",
        "USPS, First, First",
        "USPS, ParcelSelect, ParcelSelect",
        "FedEx, FedEx Ground, FEDEX_GROUND",
        "FedExDefault, FEDEX_GROUND, FEDEX_GROUND",
        "FedEx, Home Delivery, GROUND_HOME_DELIVERY",
        "FedExSmartPost, SMART_POST, SMART_POST",
        "UPSDAP, UPS Ground, Ground",
        "UPS, UPS Standard, UPSStandard",
        "UPS, UPS 2nd Day Air A.M., 2ndDayAirAM",
        "DHLExpress, EXPRESS WORLDWIDE, ExpressWorldwide"
    })
    void oneServiceOfACarrierHasOneName(String carrier, String told, String name) {
        assertThat(CarrierNames.service(carrier, told)).isEqualTo(name);
    }

    @Test
    void aServiceIsKnownWithinItsCarrierAlone() {
        assertThat(CarrierNames.service("RoyalMail", "First-Class Package Service"))
                .isEqualTo("First-Class Package Service");
        assertThat(CarrierNames.service(null, "Priority Mail")).isEqualTo("Priority Mail");
    }

    @Test
    void unknownNamesStayAsTold() {
        assertThat(CarrierNames.carrier(" Rocket-Post ")).isEqualTo("Rocket-Post");
        assertThat(CarrierNames.carrier("☃")).isEqualTo("☃");
        assertThat(CarrierNames.service("UPS", " By Balloon ")).isEqualTo("By Balloon");
        assertThat(CarrierNames.service("☃", "☃")).isEqualTo("☃");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t\n", "unknown", "UNKNOWN"})
    void nothingToldIsUnknown(String told) {
        assertThat(CarrierNames.carrier(told)).isEqualTo("unknown");
        assertThat(CarrierNames.service("USPS", told)).isEqualTo("unknown");
        assertThat(CarrierNames.service(told, told)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void namingACarrierTwiceChangesNothing(List<String> names) {
        assertThat(names).allSatisfy(told -> {
            String name = CarrierNames.carrier(told.toUpperCase(Locale.ROOT));
            assertThat(name).isEqualTo(names.get(0)).isEqualTo(CarrierNames.carrier(name));
        });
    }

    @ParameterizedTest
    @MethodSource("services")
    void namingAServiceTwiceChangesNothing(List<String> row) {
        String carrier = row.get(0);
        assertThat(carrier).isEqualTo(CarrierNames.carrier(carrier));
        assertThat(row.subList(1, row.size())).allSatisfy(told -> {
            String name = CarrierNames.service(carrier, told.toUpperCase(Locale.ROOT));
            assertThat(name).isEqualTo(row.get(1)).isEqualTo(CarrierNames.service(carrier, name));
            assertThat(CarrierNames.service(carrier, carrier + ' ' + told)).isEqualTo(name);
        });
    }
}
