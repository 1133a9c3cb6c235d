/**
 * What the services report of themselves, as rows: requests to the APIs (user_activities) and how each instance is doing
 * (system_metrics). Both are written once by the id of the report and never changed; their partitions are made when needed.
 */
@NullMarked
package dev.waybill.tracking.telemetry;

import org.jspecify.annotations.NullMarked;
