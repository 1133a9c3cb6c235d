/**
 * A real Kafka and a real PostgreSQL 18 for every integration test, one of each per JVM.
 *
 * <p>Embedded by default; with {@code -Pcontainers} (system property {@code waybill.testkit=containers}) Docker runs
 * them. Tests keep apart by names of their own: a random part in topics and groups, a database each.
 */
@NullMarked
package dev.waybill.testkit;

import org.jspecify.annotations.NullMarked;
