/**
 * What carriers and their services are called. EasyPost's API, its wallet accounts and the carriers' own scans name the same thing
 * differently; figures need one name. Two readable tables, carriers.tsv and services.tsv, hold the names that are known to mean the
 * same; every other name stays as it was told.
 */
@NullMarked
package dev.waybill.schemas.carriers;

import org.jspecify.annotations.NullMarked;
