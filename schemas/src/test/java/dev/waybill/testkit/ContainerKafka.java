package dev.waybill.testkit;

import dev.waybill.schemas.topics.LoneBroker;
import java.util.Locale;
import org.testcontainers.kafka.KafkaContainer;

record ContainerKafka(KafkaContainer container) implements TestKafka.Cluster {

    static ContainerKafka start() {
        var container = new KafkaContainer("apache/kafka:4.2.1");
        LoneBroker.SETTINGS.forEach((name, value) ->
                container.withEnv("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
