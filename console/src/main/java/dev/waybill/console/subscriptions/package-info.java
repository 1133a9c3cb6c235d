/**
 * Events for subscribers without Kafka: as webhooks signed as the Standard Webhooks specification says, or as messages in a chat or by e-mail.
 * What is wanted, how far each subscription has come and what is pending are topics; each subscription is worked on by one instance.
 */
@NullMarked
package dev.waybill.console.subscriptions;

import org.jspecify.annotations.NullMarked;
