package dev.waybill.benchmarks.flink;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.flink.api.common.serialization.AbstractDeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.formats.avro.AvroToRowDataConverters;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Reads snapshots in Confluent's wire format with the first released schema, and skips the fields that no column wants. */
final class FramedAvro extends AbstractDeserializationSchema<RowData> {

    private static final long serialVersionUID = 1;
    private static final int HEADER = 5;
    private static final String RELEASED = "/dev/waybill/schemas/released/ShipmentMetrics.v1.avsc";

    private final List<String> columns;
    private final AvroToRowDataConverters.AvroToRowDataConverter converter;
    private transient GenericDatumReader<GenericRecord> reader;
    private transient BinaryDecoder decoder;
    private transient GenericRecord record;

    FramedAvro(RowType row, TypeInformation<RowData> produced) {
        super(produced);
        columns = row.getFieldNames();
        converter = AvroToRowDataConverters.createRowConverter(row, false);
    }

    @Override
    public void open(InitializationContext context) throws IOException {
        Schema written;
        try (InputStream text = Objects.requireNonNull(FramedAvro.class.getResourceAsStream(RELEASED))) {
            written = new Schema.Parser().parse(text);
        }
        List<Schema.Field> wanted = columns.stream()
                .map(column -> new Schema.Field(
                        written.getField(column), written.getField(column).schema()))
                .toList();
        reader = new GenericDatumReader<>(
                written, Schema.createRecord(written.getName(), null, written.getNamespace(), false, wanted));
    }

    @Override
    public RowData deserialize(byte[] message) throws IOException {
        if (message == null) {
            return null;
        }
        decoder = DecoderFactory.get().binaryDecoder(message, HEADER, message.length - HEADER, decoder);
        record = reader.read(record, decoder);
        return (RowData) converter.convert(record);
    }
}
