/**
 * What every reference process has in common: it is told {@code name=value}, says {@code ready} on its standard output, and ends when its
 * standard input does.
 */
package dev.waybill.benchmarks.process;
