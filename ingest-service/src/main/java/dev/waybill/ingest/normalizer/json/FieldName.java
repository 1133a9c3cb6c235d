package dev.waybill.ingest.normalizer.json;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the name of a field says of its value, without case and punctuation.
 *
 * @param personal it identifies a person, whatever it is
 * @param address it identifies one when it is an address in one text
 * @param postalCode it identifies one where no scan was made
 * @param place it is where a scan was made
 */
record FieldName(boolean personal, boolean address, boolean postalCode, boolean place) {

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

    private static final Map<String, FieldName> SEEN = new ConcurrentHashMap<>();
    private static final int MOST_SEEN = 5_000;
    private static final int LONGEST_SEEN = 64;

    static FieldName of(String name) {
        FieldName seen = SEEN.get(name);
        if (seen != null) {
            return seen;
        }
        FieldName read = read(plain(name));
        if (name.length() <= LONGEST_SEEN && SEEN.size() < MOST_SEEN) {
            SEEN.put(name, read);
        }
        return read;
    }

    private static FieldName read(String name) {
        boolean harmless = HARMLESS.contains(name);
        return new FieldName(
                !harmless && (NAMES.contains(name) || SUFFIXES.stream().anyMatch(name::endsWith)),
                !harmless && name.endsWith("address"),
                !harmless && POSTAL_CODES.contains(name),
                name.endsWith("trackinglocation"));
    }

    private static String plain(String name) {
        var plain = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
