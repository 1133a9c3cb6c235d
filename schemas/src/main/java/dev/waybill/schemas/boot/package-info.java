/**
 * The contracts as a service of Spring Boot takes them up when it starts: the wire format, the clock, the topics that must be there, and
 * the database version to wait for. Nothing here is needed by who reads the topics without Spring.
 */
@NullMarked
package dev.waybill.schemas.boot;

import org.jspecify.annotations.NullMarked;
