package dev.waybill.schemas.places;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a postal code says, country by country; null for what is none. */
final class PostalCodes {

    /** The countries and territories that the United States Postal Service numbers. */
    private static final Set<String> ZIP_COUNTRIES = Set.of("US", "PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW");

    private static final Pattern NOISE = Pattern.compile("[^A-Z0-9]");
    private static final Pattern NOTHING = Pattern.compile("0*");
    private static final Pattern ZIP = Pattern.compile("(\\d{5})(?:\\d{4})?");
    private static final Pattern ZIP_AREA = Pattern.compile("(\\d{3})(?:\\d{2}|\\d{6})?");
    private static final Pattern OUTWARD = Pattern.compile("([A-Z]{1,2}\\d[A-Z\\d]?)(?:\\d[A-Z]{2})?");
    private static final Pattern FORWARD_SORTATION_AREA = Pattern.compile("([A-Z]\\d[A-Z])(?:\\d[A-Z]\\d)?");
    private static final Pattern ROUTING_KEY = Pattern.compile("([A-Z]\\d[\\dW])(?:[A-Z\\d]{4})?");
    private static final Pattern DUTCH_DISTRICT = Pattern.compile("(\\d{4})(?:[A-Z]{2})?");
    private static final Pattern REGION = Pattern.compile("(?=[A-Z]*\\d)([A-Z\\d]{2})[A-Z\\d]{0,10}");

    private PostalCodes() {}

    static boolean usesZip(@Nullable String country) {
        return country != null && ZIP_COUNTRIES.contains(country);
    }

    static @Nullable String zip(@Nullable String told) {
        return group(ZIP, bare(told));
    }

    static @Nullable String prefix(@Nullable String told, @Nullable String country) {
        String code = bare(told);
        String of = country == null ? "" : country.strip().toUpperCase(Locale.ROOT);
        if (usesZip(of)) {
            return group(ZIP_AREA, code);
        }
        return switch (of) {
            case "GB", "GG", "IM", "JE" -> group(OUTWARD, code);
            case "CA" -> group(FORWARD_SORTATION_AREA, code);
            case "IE" -> group(ROUTING_KEY, code);
            case "NL" -> group(DUTCH_DISTRICT, withoutCountry(code, of));
            default -> group(REGION, withoutCountry(code, of));
        };
    }

    private static String bare(@Nullable String told) {
        String code =
                told == null ? "" : NOISE.matcher(told.toUpperCase(Locale.ROOT)).replaceAll("");
        return NOTHING.matcher(code).matches() ? "" : code;
    }

    /** "LV-1010" and "CH-8001" begin with their country, which would use up the prefix. */
    private static String withoutCountry(String code, String country) {
        int length = country.length();
        boolean prefixed = length > 0
                && code.startsWith(country)
                && code.length() > length
                && Character.isDigit(code.charAt(length));
        return prefixed ? code.substring(length) : code;
    }

    private static @Nullable String group(Pattern pattern, String code) {
        Matcher matcher = pattern.matcher(code);
        return matcher.matches() ? matcher.group(1) : null;
    }
}
