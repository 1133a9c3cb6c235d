package dev.waybill.ingest.normalizer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waybill.events.PersonalData;
import dev.waybill.ingest.normalizer.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What holds for every body. */
class NormalizerTest {

    private static final Set<String> PERSONAL = Set.of(
            "name",
            "street1",
            "street2",
            "phone",
            "email",
            "signed_by",
            "customs_signer",
            "contact_email",
            "label_url",
            "label_zpl_url",
            "label_file",
            "form_url",
            "tax_id");
    private static final List<String> RECORDED = Told.recordings().toList();

    static List<String> recordings() {
        return RECORDED;
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void peopleAreInPersonalDataAlone(String body) {
        Set<String> values = new TreeSet<>();
        collect(Json.parse(body.getBytes(StandardCharsets.UTF_8)), "", values);

        assertThat(Told.webhook(body))
                .filteredOn(event -> !(event.value() instanceof PersonalData))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(values)
                        .noneMatch(value -> event.value().toString().contains(value)));
    }

    @Property
    void anythingIsEventsOrRefused(@ForAll("bodies") String body) {
        NormalizerFuzz.alwaysTheSame(body.getBytes(StandardCharsets.UTF_8));
    }

    @Property
    void anyBytesAreEventsOrRefused(@ForAll byte[] body) {
        NormalizerFuzz.alwaysTheSame(body);
    }

    @Property
    void recordingsCutAnywhereAreEventsOrRefused(@ForAll("recorded") String body, @ForAll double share) {
        byte[] whole = body.getBytes(StandardCharsets.UTF_8);
        int end = (int) (Math.abs(share % 1) * whole.length);
        NormalizerFuzz.alwaysTheSame(Arrays.copyOf(whole, end));
    }

    @Property
    void recordingsWithStrangeValuesAreEventsOrRefused(
            @ForAll("recorded") String body, @ForAll("values") String value, @ForAll("places") int place) {
        JsonNode told = Json.parse(body.getBytes(StandardCharsets.UTF_8));
        String strange = Json.write(Mutation.at(told, place, value)).replace("\"__STRANGE__\"", value);
        NormalizerFuzz.alwaysTheSame(strange.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void deepNestingIsRefused() {
        String body = "{\"object\":\"Batch\",\"id\":\"b\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatCode(() -> Told.webhook(body))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("not JSON");
    }

    @Test
    void numbersOfAnySizeAreTakenQuickly() {
        String body =
                "{\"object\":\"Shipment\",\"id\":\"shp_1\",\"updated_at\":\"2025-01-01T00:00:00Z\",\"insurance\":%s}";

        for (String number : List.of("1e999999999", "-1e-999999999", "9".repeat(900), "0e999999999", "1e-400000")) {
            NormalizerFuzz.alwaysTheSame(body.formatted(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void collect(JsonNode told, String field, Set<String> values) {
        if (told.isValueNode()) {
            String value = told.asString();
            if (PERSONAL.contains(field) && value.length() > 3) {
                values.add(value);
            }
            return;
        }
        if (told.isArray()) {
            told.values().forEach(member -> collect(member, field, values));
            return;
        }
        told.forEachEntry((name, value) -> collect(value, name, values));
    }

    @Provide
    Arbitrary<String> recorded() {
        return Arbitraries.of(RECORDED);
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 600);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        5,
                        Arbitraries.of(
                                "null",
                                "true",
                                "{}",
                                "[]",
                                "[null]",
                                "[[1]]",
                                "\"\"",
                                "\" \"",
                                "1e400",
                                "-0.0",
                                "99999999999999999999",
                                "\"99999999999999.999999\"",
                                "\"\\u0000\"",
                                "\"\\ud800\"",
                                "\"0000-01-01T00:00:00Z\"",
                                "\"9999-12-31T23:59:59-18:00\"",
                                "\"2024-02-30\"",
                                "{\"object\":\"Tracker\"}",
                                "{\"a\":1,\"a\":2}",
                                "{\"id\":7}",
                                "3.7",
                                "\"3.7\"")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(8).map(text -> "\"" + escaped(text) + "\"")));
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> names = Arbitraries.of(
                "object",
                "id",
                "result",
                "description",
                "updated_at",
                "shipment_id",
                "status",
                "tracker",
                "fees",
                "rates",
                "tracking_details",
                "to_address",
                "name",
                "datetime",
                "num_shipments",
                "shipments",
                "weight",
                "x");
        Arbitrary<String> leaves = Arbitraries.oneOf(
                values(),
                Arbitraries.of(
                        "\"Event\"",
                        "\"Tracker\"",
                        "\"Shipment\"",
                        "\"Batch\"",
                        "\"Refund\"",
                        "\"Insurance\"",
                        "\"ShipmentInvoice\"",
                        "\"Address\"",
                        "\"tracker.updated\"",
                        "\"shipment.deleted\"",
                        "\"trk_1\"",
                        "\"shp_1\"",
                        "\"2025-01-01T00:00:00Z\""));
        Arbitrary<String> inner = object(names, leaves);
        return object(
                names, Arbitraries.oneOf(leaves, inner, inner.map(object -> "[" + object + "]"), object(names, inner)));
    }

    private static Arbitrary<String> object(Arbitrary<String> names, Arbitrary<String> values) {
        return Combinators.combine(names, values)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(8)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static String escaped(String text) {
        return text.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
    }
}
