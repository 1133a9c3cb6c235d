package dev.waybill.schemas.topics;

/** A topic on the broker has another number of partitions than the catalogue gives it. The message is one line for an operator. */
public final class TopicMismatchException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    TopicMismatchException(String topic, int there, int wanted) {
        super("Topic " + topic + " has " + there + " partitions and should have " + wanted
                + ": partition counts are fixed at creation; growing means new topics and a rebuild");
    }
}
