package dev.waybill.standalone;

import dev.waybill.standalone.folder.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/** Where the services listen, as options of a command. */
final class Addresses {

    private static final int SERVICES = 4;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description =
                    "HTTP ports: console N, ingest-service N+1, tracking-consumer N+2, analytics-aggregator N+3 (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "Address of the HTTP ports (default: ${DEFAULT-VALUE}). Kafka and PostgreSQL stay on the loopback address.")
    String bind = "127.0.0.1";

    InetAddress address() {
        if (port < 1 || port > 65_535 - SERVICES + 1) {
            throw new Problem("--port " + port + ": choose one from 1 to " + (65_535 - SERVICES + 1));
        }
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException unknown) {
            throw new Problem("--bind " + bind + " is no address of this machine", unknown);
        }
    }
}
