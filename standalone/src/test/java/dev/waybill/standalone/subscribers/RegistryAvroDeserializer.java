package dev.waybill.standalone.subscribers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Avro in Confluent's wire format, by the schemas of the registry that {@code schema.registry.url} names. */
public final class RegistryAvroDeserializer implements Deserializer<@Nullable GenericRecord> {

    private static final int HEADER = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private String registry = "";

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        registry = String.valueOf(configs.get("schema.registry.url"));
    }

    @Override
    public @Nullable GenericRecord deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(bytes).getInt(1), this::fetch);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
        } catch (IOException broken) {
            throw new SerializationException(broken);
        }
    }

    private Schema fetch(int id) {
        try {
            var request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                    .build();
            String answer = http.send(request, BodyHandlers.ofString()).body();
            return new Schema.Parser()
                    .parse(JsonMapper.shared().readTree(answer).path("schema").asString());
        } catch (IOException away) {
            throw new SerializationException(away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SerializationException(stopped);
        }
    }
}
