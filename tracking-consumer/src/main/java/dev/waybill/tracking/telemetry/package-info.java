/**
 * What the services report of themselves, as rows: requests to the APIs (user_activities), how each instance is doing
 * (system_metrics) and what was sent to subscribers (delivery_attempts). All are written once by the id of the report and never changed; their partitions are made when needed.
 */
@NullMarked
package dev.waybill.tracking.telemetry;

import org.jspecify.annotations.NullMarked;
