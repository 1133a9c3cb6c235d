package dev.waybill.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/**
 * A real broker behind a wire that can be stopped. The broker tells its clients its own address, which is replaced by the wire's, so that
 * everything takes this way. While it is stopped nothing is lost and nothing arrives, as with a broker that hangs.
 */
final class FrozenBroker implements AutoCloseable {

    private final String host;
    private final int port;
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore flow = new Semaphore(1);

    FrozenBroker(String bootstrapServers) {
        String[] address = bootstrapServers.split(":", -1);
        this.host = address[0];
        this.port = Integer.parseInt(address[1]);
        try {
            // a container's broker may be reached by another address of this machine than the loopback one
            this.server = new ServerSocket(0, 50, InetAddress.getByName(host));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        start("accept", this::accept);
    }

    String bootstrapServers() {
        return host + ":" + server.getLocalPort();
    }

    void freeze() {
        flow.acquireUninterruptibly();
    }

    void thaw() {
        flow.release();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker = new Socket(host, port);
            sockets.add(client);
            sockets.add(broker);
            start("requests", () -> pump(client, broker));
            start("responses", () -> pump(broker, client));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            var in = new DataInputStream(from.getInputStream());
            var out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] frame = new byte[in.readInt()];
                in.readFully(frame);
                redirect(frame);
                flow.acquireUninterruptibly();
                flow.release();
                out.writeInt(frame.length);
                out.write(frame);
                out.flush();
            }
        }
    }

    private void redirect(byte[] frame) {
        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        byte[] address =
                ByteBuffer.allocate(name.length + 4).put(name).putInt(port).array();
        byte[] wire = ByteBuffer.allocate(4).putInt(server.getLocalPort()).array();
        for (int at = 0; at + address.length <= frame.length; at++) {
            if (ByteBuffer.wrap(frame, at, address.length).equals(ByteBuffer.wrap(address))) {
                System.arraycopy(wire, 0, frame, at + name.length, wire.length);
            }
        }
    }

    private static void start(String name, Work work) {
        var thread = new Thread(() -> run(work), "frozen-broker-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (EOFException | SocketException closed) {
            // one end has gone, and so does the other
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @FunctionalInterface
    private interface Work {

        void run() throws IOException;
    }
}
