package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.Version;
import dev.waybill.tracking.facts.Addresses.AddressRow;
import dev.waybill.tracking.facts.CustomsInfos;
import dev.waybill.tracking.facts.Shipments;
import dev.waybill.tracking.rows.RowJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said to a record that must not be the last of its key: the row's content under the row's version, or a tombstone when the person
 * was erased. What no row holds (documents, other fields, the envelope) is taken over from the record. An answer has the row's own
 * version, so that it is never answered itself.
 */
record Answer(String id, @Nullable PersonalData data) {

    static Answer tombstone(String id) {
        return new Answer(id, null);
    }

    static Optional<Answer> to(PersonalData told, AddressRow row) {
        Version newer = newer(told, row.versionUpdatedAt(), row.versionNormalizerVersion(), row.versionHash());
        return newer == null
                ? Optional.empty()
                : Optional.of(new Answer(
                        told.getId(),
                        PersonalData.newBuilder(told)
                                .setObject(PersonalObject.ADDRESS)
                                .setVersion(newer)
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
                                .setCreatedAt(row.createdAt())
                                .setUpdatedAt(row.updatedAt())
                                .build()));
    }

    static Optional<Answer> to(PersonalData told, Shipments.Signature row) {
        Version newer = newer(told, row.signedByUpdatedAt(), row.signedByNormalizerVersion(), row.signedByHash());
        return newer == null
                ? Optional.empty()
                : Optional.of(new Answer(
                        told.getId(),
                        PersonalData.newBuilder(told)
                                .setVersion(newer)
                                .setSignedBy(row.signedBy())
                                .build()));
    }

    static Optional<Answer> to(PersonalData told, CustomsInfos.Signature row) {
        Version newer = newer(told, row.signerUpdatedAt(), row.signerNormalizerVersion(), row.signerHash());
        return newer == null
                ? Optional.empty()
                : Optional.of(new Answer(
                        told.getId(),
                        PersonalData.newBuilder(told)
                                .setVersion(newer)
                                .setCustomsSigner(row.customsSigner())
                                .build()));
    }

    private static @Nullable Version newer(
            PersonalData told,
            @Nullable Instant updatedAt,
            @Nullable Integer normalizerVersion,
            @Nullable String hash) {
        if (updatedAt == null || normalizerVersion == null || hash == null) {
            return null;
        }
        Version row = Version.newBuilder(told.getVersion())
                .setUpdatedAt(updatedAt)
                .setNormalizerVersion(normalizerVersion)
                .setHash(hash)
                .build();
        return Tellings.ORDER.compare(row, told.getVersion()) > 0 ? row : null;
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : RowJson.text(value);
    }
}
