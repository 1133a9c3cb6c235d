package dev.waybill.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

final class FreePorts {

    private FreePorts() {}

    /** The first of four, below the range that the system lends to connections. */
    static int fourInARow() {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(12_000, 19_000);
            if (IntStream.range(first, first + 4).allMatch(FreePorts::free)) {
                return first;
            }
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
