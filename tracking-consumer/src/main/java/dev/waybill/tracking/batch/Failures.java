package dev.waybill.tracking.batch;

import java.sql.SQLException;

/** Failures in a few words that name no person: logs are kept by others, for longer. */
final class Failures {

    private Failures() {}

    static String brief(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root && !(root instanceof SQLException)) {
            root = root.getCause();
        }
        String name = root.getClass().getSimpleName();
        return root instanceof SQLException sql ? name + " (SQLSTATE " + sql.getSQLState() + ")" : name;
    }
}
