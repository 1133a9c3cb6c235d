package dev.waybill.schemas.topics;

import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A topic as the catalogue declares it.
 *
 * @param name its name on the broker; carries no environment
 * @param key what the record key is, in words; {@code none} for records without a key
 * @param schema the type of its values; null where values are raw bytes (the inbox and dead letters)
 * @param partitions number of partitions, fixed at creation
 * @param configs Kafka's topic configuration
 */
public record Topic(String name, String key, @Nullable Schema schema, int partitions, Map<String, String> configs) {

    public Topic {
        configs = Map.copyOf(configs);
    }

    /** Returns the topic that takes the records of this one that could not be handled. */
    public String deadLetters() {
        return name + Topics.DEAD_LETTER_SUFFIX;
    }

    Topic with(int otherPartitions) {
        return new Topic(name, key, schema, otherPartitions, configs);
    }
}
