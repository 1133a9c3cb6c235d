package dev.waybill.ingest.normalizer.json;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that identify a person, by name, and what is cut of them. Names are compared without case and punctuation, so that
 * {@code recipientName} is {@code recipient_name}. A true or false identifies nobody and stays. A postal code stays only where a scan
 * was made: with a city it names a street in half of the world.
 */
public final class PersonalFields {

    private static final Set<String> NAMES = Set.of(
            // people and companies
            "contact",
            "company",
            "attention",
            "careof",
            "signedby",
            "signer",
            "signature",
            "recipient",
            // places
            "street",
            "street1",
            "street2",
            "street3",
            "addressline",
            "addressline1",
            "addressline2",
            "address1",
            "address2",
            "latitude",
            "longitude",
            "verifications",
            "instructions",
            // ways to reach
            "phone",
            "mobile",
            "telephone",
            "fax",
            "email",
            "phonenumber",
            "contactphone",
            // numbers of the state
            "taxid",
            "taxids",
            "taxidentifiers",
            "taxidnumber",
            "ein",
            "ssn",
            "vat",
            "vatnumber",
            "eori",
            "eorinumber",
            "ioss",
            "iossnumber",
            "passportnumber",
            // files; pending and completed urls are the shop's own and may hold a password
            "url",
            "urls",
            "forms",
            "labelfile",
            "attachments",
            "file",
            "base64");

    private static final Set<String> SUFFIXES = Set.of(
            "name",
            "street",
            "phone",
            "email",
            "signer",
            "signature",
            "signedby",
            "taxid",
            "url",
            "urls",
            "instructions",
            "street1",
            "street2",
            "street3",
            "addressline1",
            "addressline2",
            "phonenumber",
            "phones",
            "emails",
            "taxidnumber",
            "vatnumber",
            "eorinumber",
            "iossnumber",
            "passportnumber");

    private static final Set<String> HARMLESS =
            Set.of("publicurl", "carriername", "servicename", "filename", "productname", "displayname", "eventname");

    private static final Set<String> POSTAL_CODES = Set.of("zip", "zipcode", "zip4", "postalcode", "postcode");

    private PersonalFields() {}

    /** Returns a copy without the personal fields, wherever they nest. */
    public static JsonNode cut(JsonNode told) {
        return cut(told, "", "", (path, value) -> {});
    }

    /** Returns the personal fields that {@link #cut} takes away, by their paths, such as {@code customs_info.customs_signer}. */
    public static Map<String, JsonNode> of(JsonNode told) {
        var found = new LinkedHashMap<String, JsonNode>();
        cut(told, "", "", found::put);
        return found;
    }

    private static JsonNode cut(JsonNode told, String field, String path, BiConsumer<String, JsonNode> found) {
        if (told.isObject()) {
            boolean scan =
                    told.path("object").asString("").equals("TrackingLocation") || field.endsWith("trackinglocation");
            ObjectNode kept = Json.object();
            told.forEachEntry((name, value) -> {
                String inner = path.isEmpty() ? name : path + "." + name;
                String plain = plain(name);
                if (!isPersonal(plain, value, scan)) {
                    kept.set(name, cut(value, plain, inner, found));
                } else if (!value.isNull()) {
                    found.accept(inner, value);
                }
            });
            return kept;
        }
        if (told.isArray()) {
            ArrayNode kept = Json.array();
            for (int i = 0; i < told.size(); i++) {
                kept.add(cut(told.path(i), field, path + "[" + i + "]", found));
            }
            return kept;
        }
        return told;
    }

    private static boolean isPersonal(String name, JsonNode value, boolean scan) {
        if (value.isBoolean() || HARMLESS.contains(name)) {
            return false;
        }
        return NAMES.contains(name)
                || SUFFIXES.stream().anyMatch(name::endsWith)
                || (POSTAL_CODES.contains(name) && !scan)
                || isWrittenAddress(name, value);
    }

    /** An address in one text, not the object and not its id. */
    private static boolean isWrittenAddress(String name, JsonNode value) {
        return name.endsWith("address")
                && value.isString()
                && !value.stringValue().startsWith("adr_");
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
