package dev.waybill.console.live;

import dev.waybill.console.RunningConsole;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Somebody who listens to a stream, by a thread of its own. */
final class Listener implements AutoCloseable {

    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<String> data = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile int status;
    private volatile @Nullable InputStream body;

    Listener(RunningConsole console, String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = console.request(path);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        thread = new Thread(() -> listen(request.build()), "listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
            body = answer.body();
            status = answer.statusCode();
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read(line);
                }
            }
        } catch (IOException closed) {
            // by either side
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String line) {
        if (line.startsWith("id: ")) {
            ids.add(line.substring(4));
        } else if (line.startsWith("data: ") && !line.equals("data: {}")) {
            data.add(line.substring(6));
        }
    }

    List<String> ids() {
        return ids;
    }

    List<String> data() {
        return data;
    }

    /** Returns the status of the answer, 0 before there is one. */
    int status() {
        return status;
    }

    boolean ended() {
        return !thread.isAlive();
    }

    @Override
    public void close() throws IOException {
        InputStream open = body;
        if (open != null) {
            open.close();
        }
        thread.interrupt();
    }
}
