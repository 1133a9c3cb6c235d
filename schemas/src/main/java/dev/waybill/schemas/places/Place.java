package dev.waybill.schemas.places;

import org.jspecify.annotations.Nullable;

/**
 * A place as an address or a scan tells it; any part may be missing or wrong.
 *
 * @param state the postal abbreviation where the country has one (US, CA, AU); elsewhere it plays no part
 * @param postalCode a full code, or a prefix made by {@link Places#postalPrefix}
 * @param country ISO 3166-1 alpha-2; when missing, the United States if the state is one of theirs, since USPS scans name no country
 */
public record Place(
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country) {}
