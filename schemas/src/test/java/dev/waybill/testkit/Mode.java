package dev.waybill.testkit;

/** Embedded servers or containers, as the system property {@code waybill.testkit} says. */
final class Mode {

    private Mode() {}

    static boolean containers() {
        String mode = System.getProperty("waybill.testkit", "embedded");
        return switch (mode) {
            case "embedded" -> false;
            case "containers" -> true;
            default -> throw new IllegalArgumentException("waybill.testkit is embedded or containers, not " + mode);
        };
    }
}
