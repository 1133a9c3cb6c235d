/**
 * Kafka's own server inside this JVM: one KRaft node, broker and controller in one, on the loopback address. Nobody has to log in to
 * it, which is why it listens nowhere else. What it acknowledged survives kill -9; after a power cut the last seconds may be missing,
 * since one node does not force every record to the disk.
 */
@NullMarked
package dev.waybill.standalone.broker;

import org.jspecify.annotations.NullMarked;
