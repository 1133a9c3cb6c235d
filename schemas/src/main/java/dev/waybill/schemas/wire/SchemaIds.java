package dev.waybill.schemas.wire;

import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/** Where schemas get their ids from, and ids their schemas. Implementations are safe for use by many threads. */
public interface SchemaIds {

    /**
     * Returns the id under which values of a topic are written.
     *
     * @throws SerializationException when the schema has no id and cannot be given one
     */
    int idOf(String topic, Schema schema);

    /**
     * Returns the schema of an id.
     *
     * @throws SerializationException when nobody knows the id; a {@link RegistryAwayException} when the registry does not answer
     */
    Schema schemaOf(int id);
}
