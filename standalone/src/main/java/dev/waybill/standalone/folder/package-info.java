/**
 * The data folder: where everything of one installation lies, who may use it, and what it keeps between two starts. One process at a
 * time holds the folder. Ports and secrets are chosen once and kept beside the data, so that what was written down by an operator
 * stays true. {@link dev.waybill.standalone.folder.Problem} is how any part says in one line why it cannot go on.
 */
@NullMarked
package dev.waybill.standalone.folder;

import org.jspecify.annotations.NullMarked;
