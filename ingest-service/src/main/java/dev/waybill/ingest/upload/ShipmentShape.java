package dev.waybill.ingest.upload;

import dev.waybill.ingest.normalizer.json.Json;
import dev.waybill.ingest.normalizer.json.LenientTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Whether some bytes are one shipment in EasyPost's shape. Reads token by token; what else it tells is for the normalizer. */
final class ShipmentShape {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Json.MAX_DEPTH)
                    .build())
            .build();

    private static final Set<String> NAMES = Set.of("id", "object", "updated_at");

    private ShipmentShape() {}

    /** Returns why they are none, or null when they are. A reason never repeats what was sent. */
    static @Nullable String fault(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return parser.currentToken() == null ? "nothing there" : "not a JSON object";
            }
            String fault = ofObject(parser);
            return parser.nextToken() == null ? fault : "more than one JSON value";
        } catch (JacksonException broken) {
            return broken.getLocation() == null
                    ? "not JSON"
                    : "not JSON: error at byte " + (broken.getLocation().getByteOffset() + 1);
        }
    }

    private static @Nullable String ofObject(JsonParser parser) {
        boolean id = false;
        boolean object = false;
        boolean updated = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean text = parser.nextToken() == JsonToken.VALUE_STRING;
            // a text of another name may be long, and is not made
            String value = text && NAMES.contains(name) ? parser.getString() : "";
            parser.skipChildren();
            switch (name) {
                case "id" -> id = value.startsWith("shp_");
                case "object" -> object = value.equals("Shipment");
                case "updated_at" -> updated = LenientTime.instant(value) != null;
                default -> {}
            }
        }
        if (!object) {
            return "not a shipment: its object is not Shipment";
        }
        return id ? updated ? null : "no updated_at that is a time" : "no id that begins with shp_";
    }
}
