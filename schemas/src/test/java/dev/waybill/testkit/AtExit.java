package dev.waybill.testkit;

/** Closes the servers that the tests of a JVM share when it exits. */
final class AtExit {

    private AtExit() {}

    static <T extends AutoCloseable> T close(T server) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                server.close();
                            } catch (Exception e) {
                                System.err.println("testkit: stopping " + server + " failed: " + e);
                            }
                        },
                        "testkit-stop"));
        return server;
    }
}
