/**
 * The catalogue of schemas under the paths of a Confluent-compatible registry, so that foreign clients decode every topic with nothing
 * installed. Read-only: schemas come with Waybill's releases.
 */
@NullMarked
package dev.waybill.console.registry;

import org.jspecify.annotations.NullMarked;
