/**
 * What makes an application of Spring Boot a service of Waybill: what it takes of Boot, and the contracts as it takes them up when it starts,
 * which are the wire format, the clock, the topics that must be there, and the database version to wait for. Nothing here is needed by who reads the topics without Spring.
 */
@NullMarked
package dev.waybill.schemas.boot;

import org.jspecify.annotations.NullMarked;
