/**
 * Waybill on one machine with nothing installed: the commands behind {@code ./waybill}, and the installation that they start, a broker,
 * a database and the four services in one JVM. {@link dev.waybill.standalone.Installation} knows the order in which the parts start
 * and stop; the screen shows progress and one line for whatever goes wrong, the log goes to a file.
 */
@NullMarked
package dev.waybill.standalone;

import org.jspecify.annotations.NullMarked;
