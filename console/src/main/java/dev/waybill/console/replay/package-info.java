/**
 * Replays: copies of ranges of a topic into another one, for the services' own handlers, for the parser or for a subscriber. Live traffic
 * is not touched. What is wanted of each is a record of the compacted topic {@code replays}; how far it is, the committed offsets of its
 * consumer group say, which the copies are committed with: each record is copied once, by whichever instance has its partition.
 */
@NullMarked
package dev.waybill.console.replay;

import org.jspecify.annotations.NullMarked;
