/**
 * What the tables must hold in the end, computed in memory from the webhooks that were acknowledged, by the rules that the README states and in the
 * simplest way: all versions at once, the newest of each, every figure from scratch. Nothing here is shared with the services: neither
 * their mapping, nor their folds, nor their rollups, nor the contracts. It knows no more than the stream of a torture tells.
 */
@NullMarked
package dev.waybill.benchmarks.torture.oracle;

import org.jspecify.annotations.NullMarked;
