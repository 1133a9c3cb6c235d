package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.Version;
import dev.waybill.ingest.normalizer.json.CanonicalJson;
import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.PersonalFields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The personal fields that were cut from a shipment or a tracker. Its addresses have records of their own. */
final class PersonalMapping {

    private static final String CUSTOMS_SIGNER = "customs_info.customs_signer";
    private static final String TAX_IDENTIFIERS = "tax_identifiers";
    private static final String SIGNED_BY = "signed_by";
    private static final Set<String> FILES = Set.of("url", "forms", "label_file", "file", "attachments", "base64");

    private PersonalMapping() {}

    /** Returns what identifies people in a shipment, but for its tracker and its addresses; null when nothing does. */
    static @Nullable PersonalData ofShipment(ShipmentEvent event, JsonNode told) {
        Map<String, JsonNode> cut = new LinkedHashMap<>(PersonalFields.of(Embedded.without(told)));
        if (cut.isEmpty()) {
            return null;
        }
        Version version = with(event.getVersion(), cut);
        JsonNode signer = cut.get(CUSTOMS_SIGNER);
        String signerText = Json.text(signer);
        if (signerText != null) {
            cut.remove(CUSTOMS_SIGNER);
        }
        JsonNode taxIds = cut.remove(TAX_IDENTIFIERS);
        ObjectNode documents = take(cut, PersonalMapping::isDocument);
        return PersonalData.newBuilder()
                .setId(event.getShipmentId())
                .setObject(PersonalObject.SHIPMENT)
                .setShipmentId(event.getShipmentId())
                .setEnvelope(event.getEnvelope())
                .setVersion(version)
                .setCustomsInfoId(Json.text(told.path("customs_info").path("id")))
                .setCustomsSigner(signerText)
                .setTaxIds(taxIds == null ? null : Json.write(taxIds))
                .setDocuments(Json.writeUnlessEmpty(documents))
                .setOther(Json.writeUnlessEmpty(take(cut, path -> true)))
                .setCreatedAt(event.getShipment().getCreatedAt())
                .setUpdatedAt(event.getShipment().getUpdatedAt())
                .build();
    }

    /** Returns what identifies people in a tracker, such as who signed; null when nothing does. */
    static @Nullable PersonalData ofTracker(TrackingEvent event, JsonNode told) {
        Map<String, JsonNode> cut = new LinkedHashMap<>(PersonalFields.of(told));
        if (cut.isEmpty()) {
            return null;
        }
        Version version = with(event.getVersion(), cut);
        String signedBy = Json.text(cut.get(SIGNED_BY));
        if (signedBy != null) {
            cut.remove(SIGNED_BY);
        }
        return PersonalData.newBuilder()
                .setId(event.getTracker().getId())
                .setObject(PersonalObject.TRACKER)
                .setShipmentId(event.getShipmentId())
                .setEnvelope(event.getEnvelope())
                .setVersion(version)
                .setSignedBy(signedBy)
                .setOther(Json.writeUnlessEmpty(take(cut, path -> true)))
                .setCreatedAt(event.getTracker().getCreatedAt())
                .setUpdatedAt(event.getTracker().getUpdatedAt())
                .build();
    }

    /** The version of the object, told apart by what was cut from it. */
    private static Version with(Version version, Map<String, JsonNode> cut) {
        return Version.newBuilder(version)
                .setHash(CanonicalJson.hash(take(new LinkedHashMap<>(cut), path -> true)))
                .build();
    }

    private static ObjectNode take(Map<String, JsonNode> cut, Predicate<String> wanted) {
        ObjectNode taken = Json.object();
        cut.forEach((path, value) -> {
            if (wanted.test(path)) {
                taken.set(path, value);
            }
        });
        cut.keySet().removeIf(wanted);
        return taken;
    }

    private static boolean isDocument(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return FILES.contains(name) || name.endsWith("_url") || path.startsWith("forms");
    }
}
