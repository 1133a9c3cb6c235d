package dev.waybill.analytics.streams;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service as it is when its version has been raised by one. Takes the place of its bean. */
@Configuration(proxyBeanMethods = false)
public class NextFold {

    /** The version that the service has without it. */
    public static final String BEFORE = Integer.toString(Fold.CURRENT.version());

    @Bean
    Fold fold() {
        return new Fold(Fold.CURRENT.version() + 1);
    }
}
