package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.rebuild.Refusals;
import dev.waybill.schemas.rebuild.Refusals.Refusal;
import dev.waybill.tracking.batch.Halving.Refused;
import dev.waybill.tracking.rows.SqlArrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The table of the records that the fold of a rebuild has put aside. */
record RefusedRecords(JdbcClient client) {

    void create() {
        client.sql("""
                create unlogged table refused (
                    topic text not null, partition integer not null, record_offset bigint not null, key text not null,
                    reason text not null, primary key (topic, partition, record_offset))
                """).update();
        client.sql("create index refused_key_idx on refused using hash (key)").update();
    }

    /** Adds some, in the current transaction; one that is there stays. */
    void add(List<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        client.sql("""
                insert into refused (topic, partition, record_offset, key, reason)
                select * from unnest(:topics, :partitions, :offsets, :keys, :reasons)
                on conflict do nothing
                """)
                .param("topics", SqlArrays.texts(refused, one -> one.told().topic()))
                .param(
                        "partitions",
                        new SqlArrayValue(
                                "integer",
                                refused.stream()
                                        .map(one -> one.told().partition())
                                        .toArray()))
                .param(
                        "offsets",
                        new SqlArrayValue(
                                "bigint",
                                refused.stream().map(one -> one.told().offset()).toArray()))
                .param("keys", SqlArrays.texts(refused, one -> Run.key(one.told())))
                .param("reasons", SqlArrays.texts(refused, Refused::reason))
                .update();
    }

    boolean any() {
        return client.sql("select exists (select from refused)")
                .query(Boolean.class)
                .single();
    }

    Refusals told() {
        return new Refusals(
                client.sql("select count(*) from refused").query(Long.class).single(),
                client.sql("""
                        select topic, partition, record_offset as "offset", left(key, 200) as key, reason from refused
                        order by topic, partition, record_offset limit 10
                        """).query(Refusal.class).list());
    }
}
