package dev.waybill.standalone.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.Recordings;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The stream, signed and posted over HTTP, followed to every table, and played again. */
@ExtendWith(Played.Once.class)
class EndToEndIT {

    private final Played played;
    private final Pipeline pipeline;
    private final Tables tables;

    EndToEndIT(Played played) {
        this.played = played;
        this.pipeline = played.pipeline();
        this.tables = played.tables();
    }

    @Test
    void everyFactAndRollupTableIsFilled() {
        assertThat(tables.count("shipments")).isEqualTo(52);
        assertThat(tables.count("shipment_metrics")).isEqualTo(52);
        assertThat(tables.count("shipments where told_updated_at is not null")).isEqualTo(Played.SHIPMENTS.size() + 1);
        assertThat(tables.count("addresses")).isPositive();
        assertThat(tables.count("parcels")).isEqualTo(31);
        assertThat(tables.count("customs_infos")).isEqualTo(7);
        assertThat(tables.count("shipment_events")).isPositive();
        assertThat(tables.count("carrier_performance")).isPositive();
        assertThat(tables.count("analytics_summaries")).isPositive();
        assertThat(tables.count("batch_operations where operation_type = 'batch'"))
                .isEqualTo(Recordings.lines("batches.ndjson").size());
    }

    @Test
    void noPersonIsInAnyTopicButTwo() {
        assertThat(new PersonalTraces(pipeline.bootstrapServers()).outsideOfInboxAndPersonalData())
                .isEmpty();
    }

    @Test
    void theWriteEdgeHasNoDatabase() {
        assertThat(pipeline.ingest().getBeanNamesForType(DataSource.class)).isEmpty();
    }

    @Test
    void theSameStreamAgainAndThenInReverseChangesNothing() {
        List<String> facts = tables.facts();
        List<String> rollups = tables.rollups();

        played.send();
        played.sendInReverse();
        pipeline.settle();

        assertThat(tables.facts()).isEqualTo(facts);
        assertThat(tables.rollups()).isEqualTo(rollups);
    }
}
