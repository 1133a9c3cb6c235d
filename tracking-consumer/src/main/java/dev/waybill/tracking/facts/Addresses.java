package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of addresses: named by shipments, filled from personal-data, in either order. */
public final class Addresses {

    private final JdbcClient database;

    public Addresses(JdbcClient database) {
        this.database = database;
    }

    /** Makes rows of addresses that somebody names and nobody told; those of people who were erased are marked as such. */
    void name(Collection<String> easypostIds) {
        var sorted = new TreeSet<>(easypostIds);
        database.sql("""
                insert into addresses (id, easypost_id, erased_at)
                select named.id, named.easypost_id, erasures.requested_at
                from unnest(:ids, :easypost_ids) as named(id, easypost_id) left join erasures on erasures.id = named.id
                order by easypost_id
                on conflict do nothing
                """)
                .param("ids", SqlArrays.ids(sorted))
                .param("easypost_ids", SqlArrays.texts(sorted))
                .update();
    }

    /** Fills rows with what is told, one telling an address, where it is not older than the row and nobody was erased. */
    public void fill(Collection<AddressRow> told) {
        database.sql("""
                insert into addresses (id, easypost_id, name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at)
                select id, easypost_id, name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at
                from jsonb_populate_recordset(null::addresses, cast(:told as jsonb)) as told
                where not exists (select from erasures where erasures.easypost_id = told.easypost_id)
                order by easypost_id
                on conflict (id) do update set
                    (name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    version_updated_at, version_normalizer_version, version_hash, created_at, updated_at) =
                    (excluded.name, excluded.company, excluded.street1, excluded.street2, excluded.city, excluded.state, excluded.zip,
                    excluded.country, excluded.phone, excluded.email, excluded.is_residential, excluded.carrier_facility,
                    excluded.federal_tax_id, excluded.state_tax_id, excluded.tax_ids, excluded.verifications, excluded.extra_metadata,
                    excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash,
                    excluded.created_at, excluded.updated_at)
                where addresses.erased_at is null
                    and (addresses.version_updated_at is null
                        or (addresses.version_updated_at, addresses.version_normalizer_version, addresses.version_hash collate "C")
                            <= (excluded.version_updated_at, excluded.version_normalizer_version, excluded.version_hash collate "C"))
                    and to_jsonb(addresses) - '{erased_at,search}'::text[] <> to_jsonb(excluded) - '{erased_at,search}'::text[]
                """).param("told", RowJson.array(told)).update();
    }

    /** Blanks the rows of people who were erased, and keeps them blank. */
    public void erase(Map<String, Instant> erasedAt) {
        database.sql("""
                with gone as materialized (
                    select addresses.id, gone.at from addresses
                    join unnest(:easypost_ids, :times) as gone(easypost_id, at) on gone.easypost_id = addresses.easypost_id
                    where addresses.erased_at is null or addresses.erased_at > gone.at
                    order by addresses.easypost_id for no key update of addresses)
                update addresses set
                    erased_at = gone.at, name = null, company = null, street1 = null, street2 = null, city = null,
                    state = null, zip = null, country = null, phone = null, email = null, is_residential = null,
                    carrier_facility = null, federal_tax_id = null, state_tax_id = null, tax_ids = null, verifications = null,
                    extra_metadata = null, version_hash = ''
                from gone where addresses.id = gone.id
                """)
                .param("easypost_ids", SqlArrays.texts(erasedAt.keySet()))
                .param("times", SqlArrays.times(erasedAt.values()))
                .update();
    }

    /** Returns the rows that are there and not erased. */
    public List<AddressRow> find(Collection<String> easypostIds) {
        return database.sql("""
                select to_jsonb(addresses) - 'search' from addresses where easypost_id = any(:easypost_ids) and erased_at is null
                """)
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .query((row, number) -> RowJson.read(row.getString(1), AddressRow.class))
                .list();
    }

    /** An address as it was told; its version is null in a placeholder. */
    public record AddressRow(
            UUID id,
            String easypostId,
            @Nullable String name,
            @Nullable String company,
            @Nullable String street1,
            @Nullable String street2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String zip,
            @Nullable String country,
            @Nullable String phone,
            @Nullable String email,
            @Nullable Boolean isResidential,
            @Nullable String carrierFacility,
            @Nullable String federalTaxId,
            @Nullable String stateTaxId,
            @Nullable Object taxIds,
            @Nullable Object verifications,
            @Nullable Object extraMetadata,
            @Nullable Instant versionUpdatedAt,
            @Nullable Integer versionNormalizerVersion,
            @Nullable String versionHash,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}
}
