package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.events.Version;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.schemas.wire.AvroJson;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table personal_data: the newest record of each key, whole. All other columns of people are derived from it. */
final class PersonalRows {

    private final JdbcClient database;

    PersonalRows(JdbcClient database) {
        this.database = database;
    }

    /**
     * Keeps records, one of each key, where they are newer than the row and nobody was erased. Of two with one version the one that names a
     * shipment counts: it is told alone, too.
     */
    void keep(Collection<PersonalData> told) {
        database.sql("lock table erasures in row share mode").update();
        database.sql("""
                insert into personal_data (id, easypost_id, object, shipment_id, customs_info_id, data,
                    version_updated_at, version_normalizer_version, version_rank, version_newest_scan_at, version_hash)
                select id, easypost_id, object, shipment_id, customs_info_id, data,
                    version_updated_at, version_normalizer_version, version_rank, version_newest_scan_at, version_hash
                from jsonb_populate_recordset(null::personal_data, cast(:told as jsonb)) as told
                where not exists (select from erasures where erasures.easypost_id in (told.easypost_id, told.shipment_id))
                order by easypost_id
                on conflict (id) do update set
                    (object, shipment_id, customs_info_id, data, version_updated_at, version_normalizer_version, version_rank,
                    version_newest_scan_at, version_hash, updated_at) =
                    (excluded.object, excluded.shipment_id, excluded.customs_info_id, excluded.data, excluded.version_updated_at,
                    excluded.version_normalizer_version, excluded.version_rank, excluded.version_newest_scan_at,
                    excluded.version_hash, now())
                where personal_data.data is null
                    or (personal_data.version_updated_at, personal_data.version_normalizer_version, personal_data.version_rank,
                        coalesce(personal_data.version_newest_scan_at, '-infinity'), personal_data.version_hash collate "C",
                        coalesce(personal_data.shipment_id, '') <> personal_data.easypost_id)
                        < (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_rank,
                        coalesce(excluded.version_newest_scan_at, '-infinity'), excluded.version_hash collate "C",
                        coalesce(excluded.shipment_id, '') <> excluded.easypost_id)
                """)
                .param("told", RowJson.array(told.stream().map(Row::of).toList()))
                .update();
    }

    /** Forgets what is told under some keys. A row stays behind that names nobody, so that what is derived can be derived again. */
    void forget(Collection<String> keys) {
        database.sql("""
                update personal_data set data = null, version_hash = '', updated_at = now()
                where id in (
                    select id from personal_data where easypost_id = any(:keys) and data is not null
                    order by easypost_id for no key update)
                """).param("keys", SqlArrays.texts(keys)).update();
    }

    /** Returns the newest records of some keys, by key. */
    Map<String, PersonalData> find(Collection<String> keys) {
        return database
                .sql("select data from personal_data where easypost_id = any(:keys) and data is not null")
                .param("keys", SqlArrays.texts(keys))
                .query((row, number) -> AvroJson.read(RowJson.read(row.getString(1)), PersonalData.class))
                .list()
                .stream()
                .collect(Collectors.toMap(PersonalData::getId, Function.identity()));
    }

    /** Returns where the records of some keys belong, forgotten ones too. */
    List<Place> places(Collection<String> keys) {
        return database.sql(
                        "select easypost_id, shipment_id, customs_info_id from personal_data where easypost_id = any(:keys)")
                .param("keys", SqlArrays.texts(keys))
                .query(Place.class)
                .list();
    }

    /** Returns the keys that are told of some shipments and of which no erasure is known. */
    List<String> notErasedOf(Collection<String> shipments) {
        return database.sql("""
                select easypost_id from personal_data where shipment_id = any(:shipments)
                    and not exists (select from erasures where erasures.easypost_id = personal_data.easypost_id)
                order by easypost_id
                """)
                .param("shipments", SqlArrays.texts(shipments))
                .query(String.class)
                .list();
    }

    /** Where a record belongs: the shipment whose row, the customs form whose row it changes. */
    record Place(
            String easypostId,
            @Nullable String shipmentId,
            @Nullable String customsInfoId) {}

    private record Row(
            UUID id,
            String easypostId,
            String object,
            @Nullable String shipmentId,
            @Nullable String customsInfoId,
            JsonNode data,
            Instant versionUpdatedAt,
            int versionNormalizerVersion,
            int versionRank,
            @Nullable Instant versionNewestScanAt,
            String versionHash) {

        private static Row of(PersonalData told) {
            Version version = told.getVersion();
            return new Row(
                    RowId.of(told.getId()),
                    told.getId(),
                    told.getObject().name().toLowerCase(Locale.ROOT),
                    Tellings.shipment(told),
                    told.getCustomsInfoId(),
                    RowJson.storable(AvroJson.write(told, Set.of())),
                    version.getUpdatedAt(),
                    version.getNormalizerVersion(),
                    version.getRank(),
                    version.getNewestScanAt(),
                    version.getHash());
        }
    }
}
