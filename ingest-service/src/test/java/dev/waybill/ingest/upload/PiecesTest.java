package dev.waybill.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ingest.body.Budgets;
import dev.waybill.testkit.Recordings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PiecesTest {

    private static final int LIMIT = 1000;
    private static final String ONE = shipment("shp_1", "Kyōto \\\"x\\\" ]},{[");
    private static final String TWO = shipment("shp_2", "136.0");

    @Test
    void ndjsonIsFoundOut() {
        assertThat(split(ONE + "\n" + TWO)).containsExactly("1 " + ONE, "2 " + TWO);
        assertThat(split(ONE + "\r\n\n" + TWO + "\n")).containsExactly("1 " + ONE + "\r", "3 " + TWO);
        assertThat(split("\ufeff" + ONE)).containsExactly("1 " + ONE);
    }

    @Test
    void arrayElementsAreTheBytesThatCame() {
        assertThat(split("[" + ONE + "," + TWO + "]")).containsExactly("1 " + ONE, "2 " + TWO);
        assertThat(split(" [ \n" + ONE + ",\n" + TWO + "]\n")).containsExactly("1 " + ONE, "2 " + TWO);
        assertThat(split("[]")).isEmpty();
    }

    @Test
    void anObjectMayTakeManyLines() {
        String pretty = TWO.replace(",", ",\n  ");

        assertThat(split(pretty)).containsExactly("1 " + pretty);
        assertThat(split(pretty + "\n" + pretty)).hasSize(2);
    }

    @Test
    void nothingIsNoPiece() {
        assertThat(split("")).isEmpty();
        assertThat(split(" \n\t\r\n")).isEmpty();
    }

    @Test
    void badLinesLeaveTheOthersAlone() {
        assertThat(split(ONE + "\n{\"id\":\nnothing\n" + TWO))
                .containsExactly(
                        "1 " + ONE, "2 ! not JSON: error at byte 7", "3 ! not JSON: error at byte 1", "4 " + TWO);
        assertThat(split("[" + ONE + ",{\"id\":tru},," + TWO + "]"))
                .containsExactly("1 " + ONE, "2 ! not JSON: error at byte 7", "3 ! nothing there", "4 " + TWO);
        assertThat(split("hello")).hasSize(1).first().asString().startsWith("1 ! not JSON");
    }

    @Test
    void whatIsNoShipmentIsToldSo() {
        assertThat(split("{}")).containsExactly("1 ! not a shipment: its object is not Shipment");
        assertThat(split("[1]")).containsExactly("1 ! not a JSON object");
        assertThat(split("{\"object\":\"Shipment\"}")).containsExactly("1 ! no id that begins with shp_");
        assertThat(split("{\"object\":\"Shipment\",\"id\":\"trk_1\"}"))
                .containsExactly("1 ! no id that begins with shp_");
        assertThat(split("{\"object\":\"Shipment\",\"id\":\"shp_1\"}"))
                .containsExactly("1 ! no updated_at that is a time");
        assertThat(split("{\"object\":\"Shipment\",\"id\":\"shp_1\",\"updated_at\":\"yesterday\"}"))
                .containsExactly("1 ! no updated_at that is a time");
        assertThat(split(ONE + TWO)).containsExactly("1 ! more than one JSON value");
    }

    @Test
    void anArrayThatBreaksOffIsToldSo() {
        assertThat(split("[" + ONE + "," + TWO))
                .containsExactly("1 " + ONE, "2 ! the array ends before its closing bracket");
        assertThat(split("[" + ONE + "]" + TWO))
                .containsExactly("1 " + ONE, "2 ! something follows after the end of the array");
    }

    @Test
    void whatIsTooLargeIsSkipped() {
        String large = shipment("shp_3", "x".repeat(LIMIT));

        assertThat(split(ONE + "\n" + large + "\n" + TWO))
                .containsExactly("1 " + ONE, "2 ! larger than 1000 bytes", "3 " + TWO);
        assertThat(split(large + "\n" + TWO)).containsExactly("1 ! larger than 1000 bytes", "2 " + TWO);
        assertThat(split("[" + large + "," + TWO + "]")).containsExactly("1 ! larger than 1000 bytes", "2 " + TWO);
    }

    @Test
    void recordedShipmentsAreShipments() {
        assertThat(Recordings.lines("shipments.ndjson"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(ShipmentShape.fault(bytes(line))).isNull());
        assertThat(Recordings.lines("trackers.ndjson"))
                .allSatisfy(line -> assertThat(ShipmentShape.fault(bytes(line))).isNotNull());
    }

    @Property(tries = 200)
    void theSameShipmentsComeOutInAnyFormat(@ForAll("references") List<String> references, @ForAll long seed) {
        List<String> shipments = new ArrayList<>();
        for (String reference : references) {
            shipments.add(JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "id",
                            "shp_" + shipments.size(),
                            "object",
                            "Shipment",
                            "updated_at",
                            "2026-03-01T12:00:00Z",
                            "r",
                            reference)));
        }
        String glue = seed % 2 == 0 ? ",\n" : ",";

        assertThat(texts(String.join("\n", shipments), seed)).isEqualTo(shipments);
        assertThat(texts("[" + String.join(glue, shipments) + "]", seed)).isEqualTo(shipments);
    }

    @Property
    void noUploadIsTooStrange(@ForAll("fragments") List<String> fragments, @ForAll long seed) {
        String upload = String.join("", fragments);

        assertThat(read(new Dribble(bytes(upload), seed), seed % 2 == 0).size())
                .isLessThanOrEqualTo(upload.length() + 1);
    }

    @Provide
    Arbitrary<List<String>> references() {
        return Arbitraries.strings().ofMaxLength(60).list().ofMinSize(1).ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> fragments() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "{",
                                "}",
                                "[",
                                "]",
                                "\"",
                                "\\",
                                ",",
                                "\n",
                                " ",
                                "{\"id\":\"shp_1\"}",
                                "\u0000",
                                "\ufeff",
                                ONE),
                        Arbitraries.strings().ofMaxLength(5))
                .list()
                .ofMaxSize(40);
    }

    private static List<String> split(String upload) {
        return read(new ByteArrayInputStream(bytes(upload)), false);
    }

    private static List<String> texts(String upload, long seed) {
        return read(new Dribble(bytes(upload), seed), false).stream()
                .map(piece -> piece.substring(piece.indexOf(' ') + 1))
                .toList();
    }

    private static List<String> read(InputStream upload, boolean ndjson) {
        try {
            Pieces pieces = Pieces.of(Budgets.roomy().open(upload), ndjson, LIMIT);
            var read = new ArrayList<String>();
            for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
                read.add(piece.number() + " " + told(piece));
            }
            return read;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String told(Piece piece) {
        @Nullable String fault = piece.fault();
        return fault == null ? new String(piece.bytes(), StandardCharsets.UTF_8) : "! " + fault;
    }

    private static String shipment(String id, String reference) {
        return "{\"id\":\"%s\",\"object\":\"Shipment\",\"updated_at\":\"2026-03-01T12:00:00Z\",\"weight\":136.0,\"reference\":\"%s\"}"
                .formatted(id, reference);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Gives few bytes at a time, as a network does. */
    private static final class Dribble extends InputStream {

        private final ByteArrayInputStream bytes;
        private final Random random;

        Dribble(byte[] bytes, long seed) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = new Random(seed);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int length) {
            return bytes.read(into, from, Math.min(length, 1 + random.nextInt(40)));
        }
    }
}
