package dev.waybill.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** The role that may read, as waybill.env tells it. */
record Reader(String jdbcUrl, String user, String password) {

    static Reader of(Map<String, String> environment) {
        URI uri = URI.create(Shell.value(environment, "WAYBILL_DATABASE_URL"));
        String[] login = uri.getUserInfo().split(":", 2);
        return new Reader(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login[0], login[1]);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** The process of the PostgreSQL of a folder. */
    static long postmaster(Path folder) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip());
    }
}
