package dev.waybill.ingest.fetch;

import com.easypost.service.EasyPostClient;
import org.jspecify.annotations.Nullable;

/**
 * An account at EasyPost.
 *
 * @param user EasyPost's id of the user; null for the key of all the others
 * @param connection its key, and where and how patiently to use it
 */
record Account(@Nullable String user, EasyPostClient connection) {

    /** Returns a name for logs and memory. */
    String name() {
        return user == null ? "default" : user;
    }
}
