/**
 * Operations on many shipments, EasyPost's batches and Waybill's uploads, as rows of batch_operations. The newest telling of an operation
 * wins, whatever the order. Every other kind of operation event is for subscribers and is no row.
 */
@NullMarked
package dev.waybill.tracking.operations;

import org.jspecify.annotations.NullMarked;
