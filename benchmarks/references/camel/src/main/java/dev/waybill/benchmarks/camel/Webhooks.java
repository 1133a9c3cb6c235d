package dev.waybill.benchmarks.camel;

import dev.waybill.benchmarks.process.Reference;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.main.Main;

/** Main class: {@code port}, {@code bootstrap}, {@code topic}. */
public final class Webhooks extends RouteBuilder {

    /** An exchange holds a worker until its record is acknowledged: so many may wait at once. Vert.x's own 20 would be the limit. */
    private static final int WORKERS = 256;

    private final int port;
    private final String topic;

    private Webhooks(int port, String topic) {
        this.port = port;
        this.topic = topic;
    }

    @Override
    public void configure() throws Exception {
        getContext().addService(server(port));
        from("platform-http:/webhooks/easypost?httpMethodRestrict=POST")
                .convertBodyTo(byte[].class)
                .removeHeaders("*")
                .toF("kafka:%s", topic)
                .setBody(constant(""))
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(200));
    }

    public static void main(String[] arguments) throws Exception {
        Reference reference = Reference.of(arguments);
        var camel = new Main();
        camel.bind("vertx", Vertx.vertx(new VertxOptions().setWorkerPoolSize(WORKERS)));
        camel.addInitialProperty("camel.component.kafka.brokers", reference.argument("bootstrap"));
        camel.configure()
                .addRoutesBuilder(
                        new Webhooks(Integer.parseInt(reference.argument("port")), reference.argument("topic")));
        camel.start();
        reference.serve();
        camel.stop();
        System.exit(0);
    }

    private static VertxPlatformHttpServer server(int port) {
        var configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(port);
        return new VertxPlatformHttpServer(configuration);
    }
}
