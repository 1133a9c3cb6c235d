/**
 * The four services, a Spring context each, side by side in this JVM. They are the same applications as alone: what they are told
 * here comes as their highest property source, so that an environment which was meant for another installation changes nothing.
 */
@NullMarked
package dev.waybill.standalone.services;

import org.jspecify.annotations.NullMarked;
