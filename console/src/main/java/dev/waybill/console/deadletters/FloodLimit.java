package dev.waybill.console.deadletters;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * When dead letters are a flood.
 *
 * @param letters so many within ten minutes are none yet
 */
@ConfigurationProperties("waybill.dead-letters")
record FloodLimit(@Name("flood") @DefaultValue("1000") long letters) {}
