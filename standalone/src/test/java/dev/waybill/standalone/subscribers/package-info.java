/** A subscriber in Spring Boot as somebody else would write it, with nothing of Waybill's: docs/subscribers shows it. */
@NullMarked
package dev.waybill.standalone.subscribers;

import org.jspecify.annotations.NullMarked;
