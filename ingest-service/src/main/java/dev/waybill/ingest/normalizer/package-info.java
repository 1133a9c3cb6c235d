/**
 * From the inbox to the typed topics: reads raw bodies, lets {@code mapping} make events of them, and publishes these. At least once: a
 * position is committed when the broker has acknowledged everything that came of the records before it, and a broker that is away is
 * waited for. A record of which nothing can be made goes to {@code easypost.inbox-dlt} with the reason, and its neighbours go on.
 */
@NullMarked
package dev.waybill.ingest.normalizer;

import org.jspecify.annotations.NullMarked;
