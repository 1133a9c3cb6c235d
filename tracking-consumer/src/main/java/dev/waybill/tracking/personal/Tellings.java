package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.facts.Addresses.AddressRow;
import dev.waybill.tracking.personal.PersonalRecord.Erased;
import dev.waybill.tracking.personal.PersonalRecord.Gone;
import dev.waybill.tracking.personal.PersonalRecord.Told;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.Limits;
import dev.waybill.tracking.shipment.Versions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says of each key. A tombstone takes back what was told before it in the log, and nothing that comes after.
 *
 * @param erasures who is erased, in the order of the log
 * @param forgotten keys whose rows are to be forgotten before anything is kept
 * @param newest the newest record of each key
 * @param last the last record of each key
 */
record Tellings(
        List<Erasure> erasures, Set<String> forgotten, Collection<PersonalData> newest, Collection<PersonalData> last) {

    private static final Comparator<PersonalData> ORDER =
            Comparator.comparing(PersonalData::getVersion, Versions.ORDER).thenComparing(Tellings::namesShipment);

    static Tellings of(List<PersonalRecord> batch) {
        var erasures = new ArrayList<Erasure>();
        var forgotten = new TreeSet<String>();
        var newest = new TreeMap<String, PersonalData>();
        var last = new TreeMap<String, PersonalData>();
        for (PersonalRecord record : batch) {
            if (record instanceof Told told) {
                newest.merge(told.id(), told.data(), (one, other) -> ORDER.compare(one, other) > 0 ? one : other);
                last.put(told.id(), told.data());
            } else if (record instanceof Gone gone) {
                forgotten.add(gone.id());
                newest.remove(gone.id());
                last.remove(gone.id());
            } else if (record instanceof Erased erased) {
                erasures.add(erased.erasure());
                forgotten.add(erased.id());
            }
        }
        return new Tellings(List.copyOf(erasures), forgotten, newest.values(), last.values());
    }

    /** All keys that the batch says something of. */
    Set<String> keys() {
        var keys = new TreeSet<>(forgotten);
        newest.forEach(data -> keys.add(data.getId()));
        return keys;
    }

    /** The key of the shipment that a record belongs to; null for an address. */
    static @Nullable String shipment(PersonalData data) {
        return data.getObject() == PersonalObject.ADDRESS ? null : belongsTo(data);
    }

    /** The key of the shipment that a record names, else its own. */
    static String belongsTo(PersonalData data) {
        return Objects.requireNonNullElse(data.getShipmentId(), data.getId());
    }

    /** The row of an address; none of anything else. */
    static Stream<AddressRow> address(PersonalData data) {
        return data.getObject() != PersonalObject.ADDRESS
                ? Stream.of()
                : Stream.of(new AddressRow(
                        RowId.of(data.getId()),
                        data.getId(),
                        data.getName(),
                        data.getCompany(),
                        data.getStreet1(),
                        data.getStreet2(),
                        data.getCity(),
                        data.getState(),
                        data.getZip(),
                        Limits.country(data.getCountry()),
                        data.getPhone(),
                        data.getEmail(),
                        data.getResidential(),
                        data.getCarrierFacility(),
                        data.getFederalTaxId(),
                        data.getStateTaxId(),
                        RowJson.parsed(data.getTaxIds()),
                        RowJson.parsed(data.getVerifications()),
                        RowJson.parsed(data.getOther()),
                        data.getCreatedAt(),
                        data.getUpdatedAt()));
    }

    private static boolean namesShipment(PersonalData data) {
        return !belongsTo(data).equals(data.getId());
    }
}
