package dev.waybill.standalone.subscribers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.generic.GenericRecord;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

/** Hears of each change of a parcel's status once. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
public class StatusListener {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @KafkaListener(topics = "status-events")
    void hear(GenericRecord event) {
        heard.add(event.get("shipment_id") + " " + event.get("status") + " " + event.get("status_detail"));
    }

    public List<String> heard() {
        return heard;
    }
}
