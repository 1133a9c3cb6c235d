package dev.waybill.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.TestKafka;
import dev.waybill.testkit.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class DatabaseAwayIT {

    @Test
    void aDatabaseThatDoesNotAnswerIsA503() throws Exception {
        TestPostgres.Server server = TestPostgres.newServer();
        TestPostgres.Database database = server.newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .load()
                .migrate();
        try (var console = Console.application()
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(),
                        "--spring.datasource.url=" + database.jdbcUrl(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--spring.datasource.hikari.connection-timeout=1000",
                        "--waybill.api.keys.default=key")) {
            URI shipments = URI.create("http://localhost:"
                    + console.getEnvironment().getRequiredProperty("local.server.port") + "/v1/shipments");
            assertThat(get(shipments).statusCode()).isEqualTo(200);

            server.close();

            HttpResponse<String> answer = get(shipments);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.body()).contains("try again").doesNotContain("postgres");
        }
    }

    private static HttpResponse<String> get(URI path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(path)
                                .header("Authorization", "Bearer key")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
