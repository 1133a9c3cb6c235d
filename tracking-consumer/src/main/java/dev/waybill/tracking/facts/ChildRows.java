package dev.waybill.tracking.facts;

import dev.waybill.tracking.rows.RowJson;
import dev.waybill.tracking.shipment.ChildVersion;
import dev.waybill.tracking.shipment.Children;
import dev.waybill.tracking.shipment.CustomsRow;
import dev.waybill.tracking.shipment.ParcelRow;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The addresses, parcels and customs forms of a batch, each once, in its newest version. */
record ChildRows(Collection<String> addresses, Collection<JsonNode> parcels, Collection<JsonNode> customsInfos) {

    static ChildRows of(List<FactsEvent> batch) {
        var addresses = new TreeSet<String>();
        var parcels = new TreeMap<String, ParcelRow>();
        var customsInfos = new TreeMap<String, CustomsRow>();
        for (FactsEvent told : batch) {
            if (told instanceof FactsEvent.OfShipment ofShipment) {
                Children children = Children.of(ofShipment.event());
                children.addresses().forEach(address -> addresses.add(address.easypostId()));
                ParcelRow parcel = children.parcel();
                if (parcel != null) {
                    parcels.merge(
                            parcel.easypostId(),
                            parcel,
                            (one, other) -> one.version().compareTo(other.version()) > 0 ? one : other);
                }
                CustomsRow customsInfo = children.customsInfo();
                if (customsInfo != null) {
                    customsInfos.merge(
                            customsInfo.easypostId(),
                            customsInfo,
                            (one, other) -> one.version().compareTo(other.version()) > 0 ? one : other);
                }
            }
        }
        return new ChildRows(
                addresses, columns(parcels, ParcelRow::version), columns(customsInfos, CustomsRow::version));
    }

    private static <T> List<JsonNode> columns(
            Map<String, T> rows, java.util.function.Function<T, ChildVersion> version) {
        return rows.values().stream()
                .map(row -> {
                    var columns = (ObjectNode) RowJson.tree(row);
                    columns.remove("version");
                    ChildVersion told = version.apply(row);
                    return (JsonNode)
                            columns.put("version_updated_at", told.updatedAt().toString())
                                    .put("version_normalizer_version", told.normalizerVersion())
                                    .put("version_hash", told.hash());
                })
                .toList();
    }
}
