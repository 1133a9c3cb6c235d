package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.events.Version;
import dev.waybill.tracking.facts.Addresses.AddressRow;
import dev.waybill.tracking.rows.RowJson;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a record that must not be the last of its key: what the tables hold under the version that they hold, or a tombstone
 * when the person was erased. An answer has the tables' own version, so that it is never answered itself.
 */
record Answer(String id, @Nullable PersonalData data) {

    static Answer tombstone(String id) {
        return new Answer(id, null);
    }

    /** Returns the answer to a record of an address, or null when the row is not newer. */
    static @Nullable Answer to(PersonalData told, AddressRow row) {
        if (row.versionUpdatedAt() == null || row.versionNormalizerVersion() == null || row.versionHash() == null) {
            return null;
        }
        PersonalData known = PersonalData.newBuilder(told)
                .setVersion(Version.newBuilder(told.getVersion())
                        .setUpdatedAt(row.versionUpdatedAt())
                        .setNormalizerVersion(row.versionNormalizerVersion())
                        .setHash(row.versionHash())
                        .build())
                .setName(row.name())
                .setCompany(row.company())
                .setStreet1(row.street1())
                .setStreet2(row.street2())
                .setCity(row.city())
                .setState(row.state())
                .setZip(row.zip())
                .setCountry(row.country())
                .setPhone(row.phone())
                .setEmail(row.email())
                .setResidential(row.isResidential())
                .setCarrierFacility(row.carrierFacility())
                .setFederalTaxId(row.federalTaxId())
                .setStateTaxId(row.stateTaxId())
                .setTaxIds(json(row.taxIds()))
                .setVerifications(json(row.verifications()))
                .setOther(json(row.extraMetadata()))
                .setCreatedAt(row.createdAt())
                .setUpdatedAt(row.updatedAt())
                .build();
        return to(told, known);
    }

    /** Returns the answer to a record of which another version is known, or null when that is not newer. */
    static @Nullable Answer to(PersonalData told, PersonalData known) {
        return Tellings.ORDER.compare(known.getVersion(), told.getVersion()) > 0
                ? new Answer(told.getId(), known)
                : null;
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : RowJson.text(value);
    }
}
