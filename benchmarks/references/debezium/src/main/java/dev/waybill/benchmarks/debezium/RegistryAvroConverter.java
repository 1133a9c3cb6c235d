package dev.waybill.benchmarks.debezium;

import io.apicurio.registry.utils.converter.avro.AvroData;
import io.apicurio.registry.utils.converter.avro.AvroDataConfig;
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
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * Reads as {@code io.confluent.connect.avro.AvroConverter} does, whose artefacts are not in the usual repositories: Avro in Confluent's wire
 * format, by the schemas of {@code schema.registry.url}. Writes nothing.
 */
public final class RegistryAvroConverter implements Converter {

    private static final int HEADER = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonConverter json = new JsonConverter();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final AvroData types = new AvroData(new AvroDataConfig(Map.of()));
    private String registry = "";

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        registry = String.valueOf(configs.get("schema.registry.url"));
        json.configure(Map.of("schemas.enable", "false"), isKey);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        if (value == null) {
            return SchemaAndValue.NULL;
        }
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(value).getInt(1), this::fetch);
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
            return types.toConnectData(schema, record);
        } catch (IOException broken) {
            throw new DataException("No record of " + schema.getFullName(), broken);
        }
    }

    @Override
    public byte[] fromConnectData(String topic, org.apache.kafka.connect.data.Schema schema, Object value) {
        throw new UnsupportedOperationException("It only reads");
    }

    private Schema fetch(int id) {
        URI uri = URI.create(registry + "/schemas/ids/" + id);
        try {
            byte[] answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                    .body();
            var told = (Map<?, ?>) json.toConnectData("", answer).value();
            return new Schema.Parser().parse(String.valueOf(told.get("schema")));
        } catch (IOException away) {
            throw new DataException(uri + " does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DataException("Stopped", stopped);
        }
    }
}
