package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.rows.SqlArrays;
import java.time.Instant;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The table of addresses: named by shipments, filled from personal-data, in either order. */
public final class Addresses {

    private final JdbcClient database;

    public Addresses(JdbcClient database) {
        this.database = database;
    }

    /** Makes rows of addresses that somebody names and nobody told. */
    void name(Collection<String> easypostIds) {
        var sorted = new TreeSet<>(easypostIds);
        database.sql("""
                insert into addresses (id, easypost_id)
                select id, easypost_id from unnest(:ids, :easypost_ids) as named(id, easypost_id)
                order by easypost_id
                on conflict do nothing
                """)
                .param("ids", SqlArrays.ids(sorted))
                .param("easypost_ids", SqlArrays.texts(sorted))
                .update();
    }

    /** Fills rows with what is known. */
    public void fill(Collection<AddressRow> known) {
        database.sql("""
                insert into addresses (id, easypost_id, name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    created_at, updated_at)
                select id, easypost_id, name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    created_at, updated_at
                from jsonb_populate_recordset(null::addresses, cast(:known as jsonb))
                order by easypost_id
                on conflict (id) do update set
                    (name, company, street1, street2, city, state, zip, country, phone, email,
                    is_residential, carrier_facility, federal_tax_id, state_tax_id, tax_ids, verifications, extra_metadata,
                    created_at, updated_at) =
                    (excluded.name, excluded.company, excluded.street1, excluded.street2, excluded.city, excluded.state, excluded.zip,
                    excluded.country, excluded.phone, excluded.email, excluded.is_residential, excluded.carrier_facility,
                    excluded.federal_tax_id, excluded.state_tax_id, excluded.tax_ids, excluded.verifications,
                    excluded.extra_metadata, excluded.created_at, excluded.updated_at)
                where to_jsonb(addresses) - '{erased_at,search}'::text[] <> to_jsonb(excluded) - '{erased_at,search}'::text[]
                """).param("known", RowJson.array(known)).update();
    }

    /** Blanks rows of which nothing is known; those of people who were erased are marked as such, and made where there is none yet. */
    public void blank(Collection<String> easypostIds) {
        database.sql("""
                insert into addresses (id, easypost_id, erased_at)
                select blank.id, blank.easypost_id, erasures.requested_at
                from unnest(:ids, :easypost_ids) as blank(id, easypost_id)
                left join lateral (
                    select object, requested_at from erasures where erasures.id = blank.id offset 0
                ) as erasures on true
                left join lateral (select id from addresses where addresses.id = blank.id offset 0) as known on true
                where erasures.object = 'address' or known.id is not null
                order by blank.easypost_id
                on conflict (id) do update set
                    erased_at = excluded.erased_at, name = null, company = null, street1 = null, street2 = null, city = null,
                    state = null, zip = null, country = null, phone = null, email = null, is_residential = null,
                    carrier_facility = null, federal_tax_id = null, state_tax_id = null, tax_ids = null, verifications = null,
                    extra_metadata = null, created_at = null, updated_at = null
                where to_jsonb(addresses) - 'search' <> to_jsonb(excluded) - 'search'
                """)
                .param("ids", SqlArrays.ids(easypostIds))
                .param("easypost_ids", SqlArrays.texts(easypostIds))
                .update();
    }

    /** An address as it was told. */
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
            @Nullable JsonNode taxIds,
            @Nullable JsonNode verifications,
            @Nullable JsonNode extraMetadata,
            @Nullable Instant createdAt,
            @Nullable Instant updatedAt) {}
}
