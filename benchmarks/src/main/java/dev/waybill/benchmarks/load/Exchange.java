package dev.waybill.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A connection of an {@link OpenLoop} and the request that is under way on it. Connects anew where the server, or the network, closed it. */
final class Exchange {

    private final InetSocketAddress server;
    private final Selector selector;
    private @Nullable SelectionKey key;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private Answer answer = new Answer();
    private int number;
    private long due;
    private long sent;
    private boolean busy;

    Exchange(int port, Selector selector) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.selector = selector;
    }

    /** Begins to send a request. */
    void begin(int number, long due, byte[] request) throws IOException {
        this.number = number;
        this.due = due;
        this.sent = System.nanoTime();
        this.busy = true;
        this.request = ByteBuffer.wrap(request);
        this.answer = new Answer();
        if (key == null) {
            connect();
        } else {
            write(key);
        }
    }

    /** Goes on as far as it can, and tells whether the request is answered now. */
    boolean answered(ByteBuffer buffer) throws IOException {
        if (key == null) {
            return false;
        }
        if (!busy) {
            // the server closes what is idle
            close();
            return false;
        }
        if (key.isConnectable()) {
            channel(key).finishConnect();
            write(key);
        } else if (key.isWritable()) {
            write(key);
        }
        return key.isReadable() && read(key, buffer);
    }

    /** The number that {@link #begin} was given. */
    int number() {
        return number;
    }

    long due() {
        return due;
    }

    /** Whether it waits for an answer, and has since before then. */
    boolean waitsSince(long then) {
        return busy && sent - then < 0;
    }

    Answer answer() {
        return answer;
    }

    /** Closes the connection; the next request opens another. */
    void close() throws IOException {
        busy = false;
        if (key != null) {
            key.channel().close();
            key = null;
        }
    }

    private void connect() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(server);
        SelectionKey opened = channel.register(selector, SelectionKey.OP_CONNECT, this);
        key = opened;
        if (connected) {
            write(opened);
        }
    }

    private void write(SelectionKey opened) throws IOException {
        channel(opened).write(request);
        opened.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private boolean read(SelectionKey opened, ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel(opened).read(buffer) < 0) {
            throw new EOFException("the server closed the connection");
        }
        boolean complete = answer.complete(buffer.flip());
        busy = !complete;
        if (complete && answer.last()) {
            close();
        }
        return complete;
    }

    private static SocketChannel channel(SelectionKey key) {
        return (SocketChannel) key.channel();
    }
}
