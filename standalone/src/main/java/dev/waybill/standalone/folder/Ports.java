package dev.waybill.standalone.folder;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.SplittableRandom;

/**
 * The ports of the broker and the database: free ones of the loopback address, chosen once. They lie below the range that operating
 * systems lend to outgoing connections, or a restart might find its port lent.
 */
public record Ports(int kafka, int controller, int postgres) {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    /** Reads the ports of the folder, or chooses them. Fails with a {@link Problem} when a kept one is taken meanwhile. */
    public static Ports of(DataFolder folder) {
        Kept kept = Kept.in(folder.root().resolve("ports.properties"));
        var random = new SplittableRandom();
        var ports = new Ports(
                port(kept, "kafka", random), port(kept, "kafka-controller", random), port(kept, "postgres", random));
        kept.save();
        return ports;
    }

    /** Fails with a {@link Problem} that says whose port is taken. */
    public static void requireFree(String of, InetAddress address, int port, String remedy) {
        if (!free(address, port)) {
            throw new Problem("Port " + port + " (" + of + ") is taken: " + remedy);
        }
    }

    /** Fails with a {@link Problem} when somebody else listens on one of these. */
    public void requireFree(DataFolder folder) {
        String remedy =
                "stop what listens there, or delete " + folder.root().resolve("ports.properties") + " to choose anew";
        InetAddress loopback = InetAddress.getLoopbackAddress();
        requireFree("Kafka", loopback, kafka, remedy);
        requireFree("Kafka's controller", loopback, controller, remedy);
        requireFree("PostgreSQL", loopback, postgres, remedy);
    }

    private static int port(Kept kept, String name, SplittableRandom random) {
        return Integer.parseInt(kept.get(name, () -> Integer.toString(chosen(random))));
    }

    private static int chosen(SplittableRandom random) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = random.nextInt(FIRST, LAST);
            if (free(InetAddress.getLoopbackAddress(), port)) {
                return port;
            }
        }
        throw new Problem("No free port between " + FIRST + " and " + LAST);
    }

    private static boolean free(InetAddress address, int port) {
        return !answers(address, port) && bindable(address, port);
    }

    private static boolean answers(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 500);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static boolean bindable(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
