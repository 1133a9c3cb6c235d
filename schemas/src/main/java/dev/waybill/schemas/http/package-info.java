/**
 * What the HTTP edges of Waybill have in common: API keys for everything under /v1, a report of each such request, and errors as RFC 9457
 * problem details, Jetty's own among them. A report never delays or fails the request that it tells of.
 */
@NullMarked
package dev.waybill.schemas.http;

import org.jspecify.annotations.NullMarked;
