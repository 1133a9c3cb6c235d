package dev.waybill.standalone.demo;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Something that is sent to Waybill. */
sealed interface Message {

    /** When it is sent, in the story that the messages tell. */
    Instant at();

    /** A webhook of EasyPost; {@code event} is its whole body. */
    record Webhook(Instant at, ObjectNode event) implements Message {}

    /** A shipment that a shop posts. */
    record PostedShipment(Instant at, ObjectNode shipment) implements Message {}
}
