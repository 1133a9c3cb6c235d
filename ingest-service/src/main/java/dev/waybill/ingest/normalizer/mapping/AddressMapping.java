package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.JsonFields;
import dev.waybill.schemas.places.Places;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An address: whole in personal-data, and in the shipment what figures need of it. */
final class AddressMapping {

    private static final Pattern ISO_ALPHA_2 = Pattern.compile("[A-Z]{2}");

    private AddressMapping() {}

    /** Returns what figures need; null for an address without an id. A country that is no ISO code stays unread. */
    static @Nullable AddressSummary summary(JsonFields address) {
        String id = address.text("id");
        if (id == null || id.isBlank()) {
            return null;
        }
        String country = country(address.peek("country"));
        AddressSummary summary = AddressSummary.newBuilder()
                .setId(id)
                .setCity(address.text("city"))
                .setState(address.text("state"))
                .setPostalPrefix(Places.postalPrefix(address.text("zip"), country))
                .setCountry(country)
                .setResidential(address.bool("residential"))
                .build();
        address.without(country == null ? "" : "country").keepOnly("city", "state", "country");
        return summary;
    }

    static PersonalData personal(Telling telling, JsonNode told, Instant toldAt) {
        Instant updatedAt = Telling.instantIn(told, "updated_at");
        JsonFields address = JsonFields.of(told).without("mode");
        String country = country(address.peek("country"));
        if (country != null) {
            address.without("country");
        }
        return PersonalData.newBuilder()
                .setId(address.text("id"))
                .setObject(PersonalObject.ADDRESS)
                .setEnvelope(telling.envelope())
                .setVersion(telling.version(updatedAt != null ? updatedAt : toldAt, 0, null, told))
                .setName(address.text("name"))
                .setCompany(address.text("company"))
                .setStreet1(address.text("street1"))
                .setStreet2(address.text("street2"))
                .setCity(address.text("city"))
                .setState(address.text("state"))
                .setZip(address.text("zip"))
                .setCountry(country)
                .setPhone(address.text("phone"))
                .setEmail(address.text("email"))
                .setResidential(address.bool("residential"))
                .setCarrierFacility(address.text("carrier_facility"))
                .setFederalTaxId(address.text("federal_tax_id"))
                .setStateTaxId(address.text("state_tax_id"))
                .setVerifications(address.rawJson("verifications"))
                .setCreatedAt(address.time("created_at"))
                .setUpdatedAt(address.time("updated_at"))
                .setOther(address.rest())
                .build();
    }

    private static @Nullable String country(JsonNode told) {
        String text = Json.text(told);
        String code = text == null ? "" : text.strip().toUpperCase(Locale.ROOT);
        return ISO_ALPHA_2.matcher(code).matches() ? code : null;
    }
}
