package dev.waybill.benchmarks.ingest;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** The edge without the normalizer, whose benchmark is another, and with a path that does nothing. */
@Configuration(proxyBeanMethods = false)
@Import(Nothing.class)
public class IngestAlone {

    @Bean
    static BeanPostProcessor noListeners() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof AbstractMessageListenerContainer<?, ?> container) {
                    container.setAutoStartup(false);
                }
                return bean;
            }
        };
    }
}
