/**
 * What a failure of a batch says, and to whom. A fold over a log meets two kinds: those that pass, which are waited out, and those that a
 * record is the cause of, which are narrowed down to it and put aside. All folds ask here, so that they answer alike.
 */
@NullMarked
package dev.waybill.schemas.failures;

import org.jspecify.annotations.NullMarked;
