package dev.waybill.schemas.places;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where places are and how far apart, from tables that come with Waybill: the same question has the same answer everywhere and at any
 * time. Points are good to about a kilometre, or to the size of the city or postal area when no more is told.
 */
public final class Places {

    private static final Set<String> STATED_COUNTRIES = Set.of("US", "CA", "AU");
    private static final Set<String> US_STATES =
            Set.of(("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT "
                            + "NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP")
                    .split(" "));

    private final PointTable zips;
    private final PointTable cities;

    private Places(PointTable zips, PointTable cities) {
        this.zips = zips;
        this.cities = cities;
    }

    /** The tables that come with Waybill, read when first asked for and shared. */
    public static Places bundled() {
        return Bundled.PLACES;
    }

    /**
     * The point of a place, empty when it is not known. In the United States: of its ZIP code, else of its city and state, else the
     * middle of the area that the first three digits name. Elsewhere: of its city, the biggest of that name in the country (where a
     * Canadian or Australian state is told, in that state).
     */
    public Optional<Point> find(Place place) {
        String state = code(place.state());
        String country = code(place.country());
        if (country.isEmpty() && US_STATES.contains(state)) {
            country = "US";
        }
        Optional<Point> city = city(place.city(), state, country);
        if (!PostalCodes.usesZip(country)) {
            return city;
        }
        String zip = PostalCodes.zip(place.postalCode());
        String area = PostalCodes.prefix(place.postalCode(), country);
        return Optional.ofNullable(zip)
                .flatMap(zips::find)
                .or(() -> city)
                .or(() -> Optional.ofNullable(area).flatMap(zips::meanOfAll));
    }

    /** The great-circle distance in kilometres with one decimal; null when either end is unknown. */
    public @Nullable BigDecimal distanceKm(Place from, Place to) {
        return find(from)
                .flatMap(start -> find(to).map(start::kilometresTo))
                .map(kilometres -> BigDecimal.valueOf(kilometres).setScale(1, RoundingMode.HALF_UP))
                .orElse(null);
    }

    /**
     * The part of a postal code that names an area and no longer a household: the first three digits in the United States and its
     * territories; the outward code in Great Britain; the first three characters in Canada and Ireland, the four digits in the
     * Netherlands; the first two characters elsewhere and where the country is not told. A prefix made before stays as it is in the
     * countries named here. Null for what is no postal code; never an exception.
     */
    public static @Nullable String postalPrefix(@Nullable String postalCode, @Nullable String country) {
        return PostalCodes.prefix(postalCode, country);
    }

    private Optional<Point> city(@Nullable String told, String state, String country) {
        String name = told == null ? "" : CityName.fold(told);
        if (name.isEmpty() || country.isEmpty()) {
            return Optional.empty();
        }
        return STATED_COUNTRIES.contains(country) && !state.isEmpty()
                ? cities.find(country + '/' + state + '/' + name)
                : cities.find(country + '/' + name);
    }

    private static String code(@Nullable String told) {
        return told == null ? "" : told.strip().toUpperCase(Locale.ROOT);
    }

    private static final class Bundled {
        static final Places PLACES =
                new Places(PointTable.bundled("us-zips.tsv.gz"), PointTable.bundled("cities.tsv.gz"));
    }
}
