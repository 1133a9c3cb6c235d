package dev.waybill.standalone.database;

import dev.waybill.standalone.folder.Secrets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.Utils;

/** Who may log in. What each may do is granted by the migrations, which the migrator runs as the database's owner. */
final class Roles {

    private static final List<String> LOGINS =
            List.of(Secrets.MIGRATOR, Secrets.TRACKING, Secrets.ANALYTICS, Secrets.CONSOLE, Secrets.READER);

    private Roles() {}

    /** Makes the roles that are missing and gives each the password that is kept for it. */
    static void create(Connection connection, Secrets secrets) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : LOGINS) {
                String password =
                        Utils.escapeLiteral(null, secrets.password(role), true).toString();
                String verb =
                        exists(statement, "select from pg_roles where rolname = '" + role + "'") ? "alter" : "create";
                statement.execute(verb + " role " + role + " login password '" + password + "'");
            }
            statement.execute("alter role " + Secrets.READER + " set default_transaction_read_only = on");
        }
    }

    static void createDatabase(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(statement, "select from pg_database where datname = '" + name + "'")) {
                statement.execute("create database " + name + " owner " + Secrets.MIGRATOR);
            }
            statement.execute("revoke all on database " + name + " from public");
            statement.execute("grant connect on database " + name + " to " + String.join(", ", LOGINS));
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
