/** What subscribers may rely on, as an AsyncAPI document. */
@NullMarked
package dev.waybill.console.asyncapi;

import org.jspecify.annotations.NullMarked;
