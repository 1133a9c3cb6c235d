package dev.waybill.standalone.demo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A simulated parcel and all that EasyPost and the shop tell of it until now, to be sent into a running Waybill. The same sample, seed and time
 * give the same messages.
 */
public final class Emission {

    private final Parcel parcel;
    private final List<Message> messages;

    Emission(Parcel parcel, List<Message> messages) {
        this.parcel = parcel;
        this.messages = List.copyOf(messages);
    }

    /** Returns a parcel that lives as a sample says. */
    public static Emission of(Sample sample, long seed, Instant now) {
        return Simulator.sample(sample, seed, now);
    }

    /** Returns EasyPost's id of the shipment. */
    public String shipmentId() {
        return parcel.ids().shipment();
    }

    public String trackingCode() {
        return parcel.ids().trackingCode();
    }

    Fate fate() {
        return parcel.fate();
    }

    /** Whether all scans of the parcel are told. */
    boolean isTold() {
        return results("Tracker")
                .anyMatch(tracker -> tracker.path("tracking_details").size()
                        == parcel.scans().size());
    }

    /** Returns the status that the newest webhook of a kind of object tells; empty when there is none. */
    String lastStatusOf(String object) {
        return results(object)
                .max(Comparator.comparing(result -> Json.text(result, "updated_at")))
                .map(result -> Json.text(result, "status"))
                .orElse("");
    }

    private Stream<JsonNode> results(String object) {
        return messages.stream()
                .flatMap(message -> message instanceof Message.Webhook webhook
                        ? Stream.of(webhook.event().path("result"))
                        : Stream.empty())
                .filter(result -> Json.text(result, "object").equals(object));
    }

    List<Message> messages() {
        return messages;
    }

    /** Returns how many messages there are. */
    public int size() {
        return messages.size();
    }

    /**
     * Sends a message, and returns once it is accepted.
     *
     * @throws dev.waybill.standalone.folder.Problem when it is not
     */
    public void send(int message, Target target) {
        new Sender(target, sent -> {}).send(messages.subList(message, message + 1));
    }
}
