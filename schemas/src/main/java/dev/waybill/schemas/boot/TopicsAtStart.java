package dev.waybill.schemas.boot;

import dev.waybill.schemas.topics.TopicCreation;
import dev.waybill.schemas.topics.TopicMismatchException;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.kafka.core.KafkaAdmin;

/** Creates the missing topics before any listener starts. Waits for a broker that is away; refuses a topic that is not the catalogue's. */
final class TopicsAtStart implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TopicCreation creation;
    private final KafkaAdmin kafka;

    TopicsAtStart(TopicCreation creation, KafkaAdmin kafka) {
        this.creation = creation;
        this.kafka = kafka;
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        while (!created()) {
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private boolean created() {
        try (Admin admin = Admin.create(kafka.getConfigurationProperties())) {
            creation.run(admin);
            return true;
        } catch (TopicMismatchException mismatch) {
            throw mismatch;
        } catch (IllegalStateException | KafkaException away) {
            log.warn("Waiting for the broker: {}", away.getMessage());
            return false;
        }
    }
}
