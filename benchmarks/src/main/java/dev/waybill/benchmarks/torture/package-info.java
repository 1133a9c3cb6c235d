/**
 * Faults under load, and the proof that nothing was lost, doubled or wrong: parcels are told to Waybill while its processes are killed,
 * frozen and starved, then every table is compared with what an oracle computes from the webhooks that were acknowledged.
 */
@NullMarked
package dev.waybill.benchmarks.torture;

import org.jspecify.annotations.NullMarked;
