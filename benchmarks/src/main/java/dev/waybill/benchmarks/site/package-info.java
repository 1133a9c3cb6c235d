/**
 * Where a benchmark runs: a broker, a PostgreSQL and services in a throw-away folder, each a process of its own with the options that
 * {@code ./waybill} gives its JVM. A process ends when its standard input does, so that none outlives the one that started it.
 */
@NullMarked
package dev.waybill.benchmarks.site;

import org.jspecify.annotations.NullMarked;
