package dev.waybill.ingest.upload;

/**
 * What is wrong with a line.
 *
 * @param line number of the line, or of the array's element, from 1
 * @param reason why it was not taken
 */
record LineError(long line, String reason) {}
