package dev.waybill.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.easypost.service.EasyPostClient;
import dev.waybill.testkit.Recordings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EasyPostApiTest {

    private static final int TIMEOUT = 10_000;
    private static final int SHORT = 500;

    private final EasyPostApi api = new EasyPostApi(Duration.ofSeconds(1), Clock.systemUTC());
    private EasyPostStub easyPost;
    private Account account;

    @BeforeEach
    void start() throws Exception {
        easyPost = new EasyPostStub();
        account = account(TIMEOUT);
    }

    @AfterEach
    void stop() {
        easyPost.close();
    }

    @Test
    void theBodyIsTheBytesThatCame() throws Exception {
        byte[] shipment = Recordings.lines("shipments.ndjson").get(0).getBytes(StandardCharsets.UTF_8);
        easyPost.answer("shp_1", EasyPostStub.body(shipment));

        assertThat(api.shipment(account, "shp_1"))
                .isInstanceOfSatisfying(
                        Answer.Found.class, found -> assertThat(found.body()).isEqualTo(shipment));
        assertThat(easyPost.asked()).containsExactly("key /v2/shipments/shp_1");
    }

    @Test
    void whatIsNotThereIsMissing() throws Exception {
        assertThat(api.shipment(account, "shp_1")).isEqualTo(new Answer.Missing());
    }

    @Test
    void tooManyRequestsTellHowLongToWait() throws Exception {
        easyPost.answer("shp_1", EasyPostStub.status(429, "Retry-After", "3"));

        assertThat(api.shipment(account, "shp_1"))
                .isEqualTo(new Answer.NotNow("status 429", Duration.ofSeconds(3), true));
    }

    @Test
    void serverErrorsAreForLater() throws Exception {
        easyPost.answer("shp_1", EasyPostStub.status(500));
        easyPost.answer("shp_2", EasyPostStub.status(503));

        assertThat(api.shipment(account, "shp_1")).isEqualTo(new Answer.NotNow("status 500", null, false));
        assertThat(api.shipment(account, "shp_2")).isEqualTo(new Answer.NotNow("status 503", null, true));
    }

    @Test
    void refusalsAndRedirectsAreForGood() throws Exception {
        for (int status : new int[] {301, 401, 403, 422}) {
            easyPost.answer("shp_1", EasyPostStub.status(status, "Location", "http://127.0.0.1:1/"));

            assertThat(api.shipment(account, "shp_1")).isEqualTo(new Answer.Refused("status " + status));
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotTakenIntoMemory() throws Exception {
        easyPost.answer("shp_1", EasyPostStub.body(new byte[5 << 20]));

        assertThat(api.shipment(account, "shp_1")).isEqualTo(new Answer.Refused("its answer is too large"));
    }

    @Test
    void whoeverDoesNotAnswerIsForLater() throws Exception {
        var end = new CountDownLatch(1);
        easyPost.answer("shp_1", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(end);
        });

        assertThat(api.shipment(account(SHORT), "shp_1")).isEqualTo(new Answer.NotNow("no answer in time", null, true));
        end.countDown();
        easyPost.close();
        assertThat(api.shipment(account, "shp_1")).isEqualTo(new Answer.NotNow("no connection", null, true));
    }

    private Account account(int timeout) throws Exception {
        return new Account(
                null, new EasyPostClient("key", timeout, timeout, easyPost.url().toString()));
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
