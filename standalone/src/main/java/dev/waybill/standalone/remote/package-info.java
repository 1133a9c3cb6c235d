/** Commands that talk to a running Waybill: where it is, and what it answers. */
@NullMarked
package dev.waybill.standalone.remote;

import org.jspecify.annotations.NullMarked;
