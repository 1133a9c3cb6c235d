package dev.waybill.standalone.demo;

import java.time.Instant;

/**
 * A line of a tracker's history.
 *
 * @param at the instant that it truly happened
 * @param code the carrier's own
 */
record Scan(Instant at, Site site, String status, String detail, String message, String code) {}
