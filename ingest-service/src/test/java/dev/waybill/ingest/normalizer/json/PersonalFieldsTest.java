package dev.waybill.ingest.normalizer.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PersonalFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "recipient_name",
                "recipientName",
                "company",
                "street1",
                "street2",
                "phone",
                "contact_email",
                "email",
                "signed_by",
                "customs_signer",
                "signature",
                "federal_tax_id",
                "state_tax_id",
                "tax_identifiers",
                "ein",
                "label_url",
                "label_pdf_url",
                "label_zpl_url",
                "label_epl2_url",
                "label_file",
                "form_url",
                "forms",
                "commercial_invoice_url",
                "attachments",
                "verifications",
                "zip",
                "postal_code",
                "check_delivery_address",
                "pending_urls",
                "handling_instructions",
                "recipient_phone_number",
                "importer_vat_number",
                "to_street1",
                "emails",
                "phones"
            })
    void personalFieldsAreCutWhereverTheyNest(String name) {
        JsonNode told = parse("{\"a\":[{\"b\":{\"%s\":\"Jane Roe\",\"kept\":1}}]}".formatted(name));

        assertThat(PersonalFields.cut(told)).isEqualTo(parse("{\"a\":[{\"b\":{\"kept\":1}}]}"));
        assertThat(PersonalFields.of(told)).isEqualTo(Map.of("a[0].b." + name, parse("\"Jane Roe\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"public_url\":\"https://track.easypost.com/1\"}",
                "{\"label_file_type\":\"image/png\",\"form_file_type\":\"application/pdf\"}",
                "{\"to_address\":{\"id\":\"adr_1\",\"city\":\"Rome\"},\"return_address\":\"adr_2\"}",
                "{\"tracking_location\":{\"city\":\"Rome\",\"zip\":\"00100\"}}",
                "{\"here\":{\"object\":\"TrackingLocation\",\"zip\":\"00100\"}}",
                "{\"adult_signature\":true}",
                "{\"carrier_name\":\"USPS\"}"
            })
    void whatIdentifiesNobodyStays(String json) {
        assertThat(PersonalFields.cut(parse(json))).isEqualTo(parse(json));
    }

    @Test
    void nullIsNothingToKeep() {
        assertThat(PersonalFields.of(parse("{\"name\":null}"))).isEmpty();
    }

    @Property(tries = 200)
    void noPersonalValueSurvives(@ForAll("paths") String path) {
        JsonNode told = parse(path.replace("HERE", "{\"name\":\"Jane Roe\",\"Phone-Number\":5551234}"));

        assertThat(Json.write(PersonalFields.cut(told))).doesNotContain("Jane", "5551234");
        assertThat(PersonalFields.of(told).values()).hasSize(2);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("{\"a\":%s}", "[%s]", "{\"options\":{\"x\":1,\"y\":%s}}", "[[],%s,\"z\"]")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(layers -> layers.stream().reduce("%s", String::formatted).formatted("HERE"));
    }

    private static JsonNode parse(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
