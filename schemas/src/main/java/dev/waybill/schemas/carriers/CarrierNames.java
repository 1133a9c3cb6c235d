package dev.waybill.schemas.carriers;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One name for each carrier and service, EasyPost's own where it has one. Names are compared by their letters and digits alone. What
 * is not in the tables stays as told, trimmed; nothing told is "unknown". Naming a name changes nothing.
 */
public final class CarrierNames {

    private static final String UNKNOWN = "unknown";
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{Nd}]");

    private static final Map<String, String> CARRIERS = new HashMap<>();
    private static final Map<String, String> SERVICES = new HashMap<>();

    static {
        for (List<String> names : NameTable.rows("carriers.tsv")) {
            enter(CARRIERS, "", names);
        }
        for (List<String> names : NameTable.rows("services.tsv")) {
            enter(SERVICES, letters(names.get(0)) + '/', names.subList(1, names.size()));
        }
    }

    private CarrierNames() {}

    public static String carrier(@Nullable String told) {
        String name = told(told);
        return CARRIERS.getOrDefault(letters(name), name);
    }

    /** The service within its carrier, whose name may stand before it: "UPS Ground" of UPS is Ground. */
    public static String service(@Nullable String carrier, @Nullable String told) {
        String name = told(told);
        String service = letters(name);
        String of = letters(carrier(carrier));
        String known = SERVICES.get(of + '/' + service);
        if (known == null && service.startsWith(of)) {
            known = SERVICES.get(of + '/' + service.substring(of.length()));
        }
        return known == null ? name : known;
    }

    private static void enter(Map<String, String> table, String prefix, List<String> names) {
        for (String name : names) {
            String other = table.put(prefix + letters(name), names.get(0));
            if (other != null) {
                throw new IllegalStateException(name + " would be both " + other + " and " + names.get(0));
            }
        }
    }

    private static String told(@Nullable String told) {
        String name = told == null ? "" : told.strip();
        return name.isEmpty() || name.equalsIgnoreCase(UNKNOWN) ? UNKNOWN : name;
    }

    private static String letters(String name) {
        return SIGNS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
