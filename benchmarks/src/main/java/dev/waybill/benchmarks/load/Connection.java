package dev.waybill.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A kept connection over which prepared requests go, one after the other. A client that costs next to nothing beside the server. */
public final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;
    private static final int BUFFER = 8 << 10;

    private final int port;
    private final byte[] read = new byte[BUFFER];
    private Socket socket;

    Connection(int port) throws IOException {
        this.port = port;
        this.socket = open();
    }

    /**
     * Sends a request and returns the status of its answer.
     *
     * @throws IOException when the connection broke, or when a 503 does not say when to come again
     */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var answer = new Answer();
        boolean complete = false;
        while (!complete) {
            int count = socket.getInputStream().read(read);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            complete = answer.complete(ByteBuffer.wrap(read, 0, count));
        }
        if (answer.last()) {
            socket.close();
            socket = open();
        }
        if (answer.lacksRetryAfter()) {
            throw new IOException("503 without Retry-After");
        }
        return answer.status();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Socket open() throws IOException {
        var opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(TIMEOUT_MS);
        return opened;
    }

    /** Returns the bytes of a POST; each header ends its line. */
    public static byte[] request(String path, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
