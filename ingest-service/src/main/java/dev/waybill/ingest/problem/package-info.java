/**
 * How errors are told over HTTP: RFC 9457 problem details with stable types, whoever finds the error, a feature, Spring MVC or Tomcat.
 * A problem never repeats what was sent.
 */
@NullMarked
package dev.waybill.ingest.problem;

import org.jspecify.annotations.NullMarked;
