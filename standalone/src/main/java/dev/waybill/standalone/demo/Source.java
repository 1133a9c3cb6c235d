package dev.waybill.standalone.demo;

/** Where the demo reads from: the broker, and the database as a role that may only read. */
public record Source(String kafka, String jdbcUrl, String user, String password) {

    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Source " + kafka + ", " + jdbcUrl;
    }
}
