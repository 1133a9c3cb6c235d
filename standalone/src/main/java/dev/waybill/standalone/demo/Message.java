package dev.waybill.standalone.demo;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Something that is sent to Waybill. */
sealed interface Message {

    String MODE = "mode";
    String TEST = "test";

    /** When it is sent, in the story that the messages tell. */
    Instant at();

    /** Returns the same as EasyPost tells it of its test mode. */
    Message inTestMode();

    /** A webhook of EasyPost; {@code event} is its whole body. */
    record Webhook(Instant at, ObjectNode event) implements Message {

        @Override
        public Message inTestMode() {
            return new Webhook(at, Json.replaced(event, MODE, TEST));
        }
    }

    /** A shipment that a shop posts. */
    record PostedShipment(Instant at, ObjectNode shipment) implements Message {

        @Override
        public Message inTestMode() {
            return new PostedShipment(at, Json.replaced(shipment, MODE, TEST));
        }
    }
}
