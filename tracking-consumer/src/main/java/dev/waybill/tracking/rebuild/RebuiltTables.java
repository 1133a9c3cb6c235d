package dev.waybill.tracking.rebuild;

import dev.waybill.schemas.rebuild.RebuildDatabase;
import dev.waybill.schemas.rebuild.RebuiltTable;
import dev.waybill.schemas.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The tables that the log decides, and by which of its topics.
 *
 * @param before those that shipments refer to, or nobody: rows are added before the shipments', and deleted after them; each after what it is derived from
 * @param shipments the table of shipments, whose rows are locked for all that belongs to them
 * @param parts what belongs to a shipment
 * @param kept of which rows are not deleted: their log does not reach as far back
 */
record RebuiltTables(
        List<RebuiltTable> before, RebuiltTable shipments, List<RebuiltTable> parts, List<RebuiltTable> kept) {

    private static final Set<String> PEOPLE = Set.of(Topics.PERSONAL_DATA, Topics.ERASURES);
    private static final Set<String> SHIPMENTS_AND_PEOPLE =
            Set.of(Topics.SHIPMENT_EVENTS, Topics.PERSONAL_DATA, Topics.ERASURES);
    private static final Set<String> ATTENTION = Set.of(Topics.ATTENTION_EVENTS, Topics.ATTENTION_ACTIONS);
    /** Of the tables whose rows are not those of one shipment. */
    private static final Map<String, Set<String>> TOPICS = Map.of(
            "erasures", PEOPLE,
            "personal_data", PEOPLE,
            "addresses", SHIPMENTS_AND_PEOPLE,
            "parcels", SHIPMENTS_AND_PEOPLE,
            "customs_infos", SHIPMENTS_AND_PEOPLE,
            "attention_actions", ATTENTION,
            "shipment_attention", ATTENTION,
            "batch_operations", Set.of(Topics.OPERATION_EVENTS));
    /** Shipments refer to them: one that is added needs them. */
    private static final Set<String> REFERRED_TO = Set.of("addresses", "parcels", "customs_infos");

    static RebuiltTables of(RebuildDatabase database) {
        return new RebuiltTables(
                List.of(
                        table(database, "erasures", "id", Set.of(), "true"),
                        // compaction takes away what is forgotten
                        table(database, "personal_data", "id", Set.of(), "data is not null"),
                        table(database, "addresses", "id", Set.of(), "true"),
                        table(database, "parcels", "id", Set.of(), "true"),
                        table(database, "customs_infos", "id", Set.of(), "true"),
                        table(database, "attention_actions", "id", Set.of(), "true")),
                table(database, "shipments", "id", Set.of("fetch_requested_at"), "true"),
                List.of(
                        table(database, "shipment_events", "shipment_id", Set.of("received_at"), "true"),
                        table(database, "shipment_metrics", "shipment_id", Set.of("revision"), "true")),
                List.of(
                        table(database, "batch_operations", "id", Set.of(), "true"),
                        table(database, "shipment_attention", "id", Set.of(), "true")));
    }

    List<RebuiltTable> all() {
        return Stream.of(before, List.of(shipments), parts, kept)
                .flatMap(List::stream)
                .toList();
    }

    /** The tables of shipments' own rows. */
    List<RebuiltTable> ofShipments() {
        return Stream.concat(Stream.of(shipments), parts.stream()).toList();
    }

    /** All others. */
    List<RebuiltTable> ofOthers() {
        return Stream.concat(before.stream(), kept.stream()).toList();
    }

    /** Returns the topics that tell of the rows of one of the others. */
    static Set<String> topics(RebuiltTable table) {
        return TOPICS.getOrDefault(table.name(), Set.of());
    }

    static boolean isReferredTo(RebuiltTable table) {
        return REFERRED_TO.contains(table.name());
    }

    private static RebuiltTable table(
            RebuildDatabase database, String name, String unit, Set<String> own, String condition) {
        return RebuiltTable.of(database.client(), database.liveSchema(), name, unit, own, condition);
    }
}
