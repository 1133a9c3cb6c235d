package dev.waybill.console.live;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the streams.
 *
 * @param connections how many listeners there may be at once
 */
@ConfigurationProperties("waybill.live")
record LiveProperties(@DefaultValue("50") int connections) {}
