package dev.waybill.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.testkit.TestKafka;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    @Test
    void withoutASecretItRefusesToStartAndSaysWhy(CapturedOutput output) {
        assertThatThrownBy(() -> IngestService.application()
                        .run(
                                "--server.port=0",
                                "--waybill.webhook.secrets=",
                                "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers()))
                .rootCause()
                .hasMessageStartingWith("No webhook secret: set WAYBILL_WEBHOOK_SECRET");

        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "No webhook secret: set WAYBILL_WEBHOOK_SECRET")
                .doesNotContain("\tat ");
    }

    @Test
    void withoutAnEasyPostKeyItGoesOnWithout(CapturedOutput output) {
        try (var ingest = RunningIngest.on(TestKafka.bootstrapServers())) {
            assertThat(ingest.get("/actuator/health/liveness").status()).isEqualTo(200);
            aShipmentMayFillARecordAndNoMore(ingest);
        }

        assertThat(output.getAll()).contains("No EasyPost API key").doesNotContain(RunningIngest.API_KEY);
    }

    private static void aShipmentMayFillARecordAndNoMore(RunningIngest ingest) {
        String least = WrittenLines.shipment("large", 1);
        String largest = least.replace("test", "x".repeat(Inbox.MAX_BODY_BYTES - least.length() + "test".length()));

        JsonNode answer = ingest.upload(
                        "application/x-ndjson", BodyPublishers.ofString(largest + "\n" + largest + " \n"))
                .json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").path(0).path("reason").asString())
                .isEqualTo("larger than " + Inbox.MAX_BODY_BYTES + " bytes");
    }
}
