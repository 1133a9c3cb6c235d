package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.schemas.identity.RowId;
import dev.waybill.tracking.rows.AvroJson;
import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table personal_data: the newest record of each shipment and tracker, whole. */
final class PersonalRows {

    private final JdbcClient database;

    PersonalRows(JdbcClient database) {
        this.database = database;
    }

    /** Keeps records, one of each key, where they are not older than the row and nobody was erased. */
    void keep(Collection<PersonalData> told) {
        database.sql("""
                insert into personal_data (id, easypost_id, shipment_id, data, version_updated_at, version_normalizer_version, version_hash)
                select id, easypost_id, shipment_id, data, version_updated_at, version_normalizer_version, version_hash
                from jsonb_populate_recordset(null::personal_data, cast(:told as jsonb)) as told
                where not exists (select from erasures where erasures.easypost_id in (told.easypost_id, told.shipment_id))
                order by easypost_id
                on conflict (id) do update set
                    (shipment_id, data, version_updated_at, version_normalizer_version, version_hash, updated_at) =
                    (excluded.shipment_id, excluded.data, excluded.version_updated_at, excluded.version_normalizer_version,
                    excluded.version_hash, excluded.updated_at)
                where (personal_data.version_updated_at, personal_data.version_normalizer_version, personal_data.version_hash collate "C")
                    < (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash collate "C")
                """)
                .param("told", RowJson.array(told.stream().map(Row::of).toList()))
                .update();
    }

    /** Returns the newest records of some keys, by key. */
    Map<String, PersonalData> find(Collection<String> keys) {
        return database
                .sql("select data from personal_data where easypost_id = any(:keys)")
                .param("keys", SqlArrays.texts(keys))
                .query((row, number) -> AvroJson.read(RowJson.read(row.getString(1)), PersonalData.class))
                .list()
                .stream()
                .collect(Collectors.toMap(PersonalData::getId, Function.identity()));
    }

    /** Forgets what is told of some shipments and trackers, and of all trackers of these shipments; returns the keys that had a row. */
    List<String> erase(Collection<String> keys) {
        return database.sql("""
                delete from personal_data where id in (
                    select id from personal_data where easypost_id = any(:keys) or shipment_id = any(:keys)
                    order by easypost_id for update)
                returning easypost_id
                """)
                .param("keys", SqlArrays.texts(keys))
                .query(String.class)
                .list();
    }

    private record Row(
            UUID id,
            String easypostId,
            String shipmentId,
            JsonNode data,
            String versionUpdatedAt,
            int versionNormalizerVersion,
            String versionHash) {

        private static Row of(PersonalData told) {
            return new Row(
                    RowId.of(told.getId()),
                    told.getId(),
                    Tellings.shipment(told),
                    AvroJson.write(told, Set.of()),
                    told.getVersion().getUpdatedAt().toString(),
                    told.getVersion().getNormalizerVersion(),
                    told.getVersion().getHash());
        }
    }
}
