package dev.waybill.schemas.places;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** City names as the table spells them: upper-case ASCII letters, digits and single spaces. The script places.mjs folds alike. */
final class CityName {

    private static final Map<String, String> LETTERS =
            Map.of("Ø", "O", "Æ", "AE", "Œ", "OE", "Ł", "L", "Đ", "D", "Ð", "D", "Þ", "TH", "Ħ", "H", "Ə", "A");
    private static final Map<String, String> WORDS =
            Map.of("SAINT", "ST", "SAINTE", "STE", "MOUNT", "MT", "FORT", "FT");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    private static final Pattern OTHER_LETTERS = Pattern.compile("[ØÆŒŁĐÐÞĦƏ]");
    private static final Pattern SILENT = Pattern.compile("['’‘`.]");
    private static final Pattern GAPS = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern ABBREVIATED = Pattern.compile("\\b(?:SAINTE?|MOUNT|FORT)\\b");

    private CityName() {}

    static String fold(String told) {
        String plain =
                MARKS.matcher(Normalizer.normalize(told, Normalizer.Form.NFD)).replaceAll("");
        String upper = plain.toUpperCase(Locale.ROOT);
        String latin = OTHER_LETTERS.matcher(upper).replaceAll(letter -> LETTERS.getOrDefault(letter.group(), ""));
        String words = GAPS.matcher(SILENT.matcher(latin).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return ABBREVIATED.matcher(words).replaceAll(word -> WORDS.getOrDefault(word.group(), word.group()));
    }
}
