package dev.waybill.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A kept connection over which prepared requests go, one after the other. A client that costs next to nothing beside the server. */
public final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final int LINE_END = 2;
    private static final int UNAVAILABLE = 503;

    private final int port;
    private Socket socket;
    private InputStream answers;

    Connection(int port) throws IOException {
        this.port = port;
        this.socket = open();
        this.answers = new BufferedInputStream(socket.getInputStream());
    }

    /**
     * Sends a request and returns the status of its answer.
     *
     * @throws IOException when the connection broke, or when a 503 does not say when to come again
     */
    int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        boolean again = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(LENGTH)) {
                length = Long.parseLong(lower.substring(LENGTH.length()).strip());
            }
            chunked |= lower.equals(CHUNKED);
            last |= lower.startsWith("connection: close");
            again |= lower.startsWith("retry-after:");
        }
        if (chunked) {
            skipChunks();
        } else {
            answers.skipNBytes(length);
        }
        if (last) {
            reopen();
        }
        if (status == UNAVAILABLE && !again) {
            throw new IOException("503 without Retry-After");
        }
        return status;
    }

    /** Sends a request and returns the status of its answer, or 0 when the connection broke and another was opened. */
    int exchangeAgain(byte[] request) {
        try {
            return exchange(request);
        } catch (IOException broken) {
            try {
                reopen();
            } catch (IOException away) {
                // the next request finds out
            }
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void skipChunks() throws IOException {
        for (int size = chunk(); size > 0; size = chunk()) {
            answers.skipNBytes(size + LINE_END);
        }
        answers.skipNBytes(LINE_END);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void reopen() throws IOException {
        socket.close();
        socket = open();
        answers = new BufferedInputStream(socket.getInputStream());
    }

    private Socket open() throws IOException {
        var opened = new Socket(InetAddress.getLoopbackAddress(), port);
        opened.setTcpNoDelay(true);
        opened.setSoTimeout(TIMEOUT_MS);
        return opened;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int character = answers.read(); character != '\n'; character = answers.read()) {
            if (character < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (character != '\r') {
                line.append((char) character);
            }
        }
        return line.toString();
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
