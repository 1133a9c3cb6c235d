/** Topics read without a group, by each instance for itself. */
@NullMarked
package dev.waybill.console.topics;

import org.jspecify.annotations.NullMarked;
