/**
 * How records look on the wire: Avro in the Confluent wire format (magic byte, 4-byte schema id, body), CloudEvents headers, the inbox's
 * headers and dead letters. Schema ids come from a Confluent-compatible registry or from the bundled catalogue, whose ids are resolved
 * first.
 */
@NullMarked
package dev.waybill.schemas.wire;

import org.jspecify.annotations.NullMarked;
