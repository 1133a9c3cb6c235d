package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.Version;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.facts.Addresses.AddressRow;
import dev.waybill.tracking.facts.CustomsInfos;
import dev.waybill.tracking.facts.Shipments;
import dev.waybill.tracking.rows.RowJson;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The records of a batch as rows: of each row the newest telling. */
final class Tellings {

    /** As the rows compare: they hold no rank. */
    static final Comparator<Version> ORDER = Comparator.comparing(Version::getUpdatedAt)
            .thenComparingInt(Version::getNormalizerVersion)
            .thenComparing(Version::getHash);

    private final Collection<PersonalData> told;

    Tellings(Collection<PersonalData> told) {
        this.told = told;
    }

    List<AddressRow> addresses() {
        return newest(of(PersonalObject.ADDRESS, PersonalData::getId), Tellings::address);
    }

    /** The records of shipments and trackers, of each the newest. */
    List<PersonalData> records() {
        return newest(data -> data.getObject() == PersonalObject.ADDRESS ? null : data.getId(), Function.identity());
    }

    List<Shipments.Signature> signatures() {
        return newest(of(PersonalObject.TRACKER, Tellings::shipment), Tellings::signature);
    }

    List<CustomsInfos.Signature> customsSignatures() {
        return newest(of(PersonalObject.SHIPMENT, PersonalData::getCustomsInfoId), Tellings::customsSignature);
    }

    /** Returns the key of the shipment whose row a tracker's record belongs to. */
    static String shipment(PersonalData data) {
        return Objects.requireNonNullElse(data.getShipmentId(), data.getId());
    }

    private static Function<PersonalData, @Nullable String> of(
            PersonalObject object, Function<PersonalData, @Nullable String> key) {
        return data -> data.getObject() == object ? key.apply(data) : null;
    }

    private <T> List<T> newest(Function<PersonalData, @Nullable String> key, Function<PersonalData, T> row) {
        Map<String, PersonalData> newest = new TreeMap<>();
        for (PersonalData data : told) {
            String of = key.apply(data);
            if (of != null) {
                newest.merge(
                        of,
                        data,
                        (one, other) -> ORDER.compare(one.getVersion(), other.getVersion()) > 0 ? one : other);
            }
        }
        return newest.values().stream().map(row).toList();
    }

    private static AddressRow address(PersonalData data) {
        Version version = data.getVersion();
        return new AddressRow(
                RowId.of(data.getId()),
                data.getId(),
                data.getName(),
                data.getCompany(),
                data.getStreet1(),
                data.getStreet2(),
                data.getCity(),
                data.getState(),
                data.getZip(),
                country(data.getCountry()),
                data.getPhone(),
                data.getEmail(),
                data.getResidential(),
                data.getCarrierFacility(),
                data.getFederalTaxId(),
                data.getStateTaxId(),
                RowJson.parsed(data.getTaxIds()),
                RowJson.parsed(data.getVerifications()),
                RowJson.parsed(data.getOther()),
                version.getUpdatedAt(),
                version.getNormalizerVersion(),
                version.getHash(),
                data.getCreatedAt(),
                data.getUpdatedAt());
    }

    private static Shipments.Signature signature(PersonalData data) {
        Version version = data.getVersion();
        String shipment = shipment(data);
        return new Shipments.Signature(
                RowId.of(shipment),
                shipment,
                data.getSignedBy(),
                version.getUpdatedAt(),
                version.getNormalizerVersion(),
                version.getHash(),
                data.getId());
    }

    private static CustomsInfos.Signature customsSignature(PersonalData data) {
        Version version = data.getVersion();
        String form = Objects.requireNonNull(data.getCustomsInfoId());
        return new CustomsInfos.Signature(
                RowId.of(form),
                form,
                data.getCustomsSigner(),
                version.getUpdatedAt(),
                version.getNormalizerVersion(),
                version.getHash(),
                shipment(data));
    }

    /** Two letters, or nothing: the column takes no other. */
    private static @Nullable String country(@Nullable String told) {
        String country = told == null ? "" : told.trim().toUpperCase(Locale.ROOT);
        return Stream.of(country).anyMatch(code -> code.matches("[A-Z]{2}")) ? country : null;
    }
}
