package dev.waybill.standalone.demo;

import static org.awaitility.Awaitility.await;

import dev.waybill.standalone.folder.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The simulated parcels' messages, sent as often as it takes until each is accepted. */
public final class SimulatedStream {

    private static final int AT_A_TIME = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<Message> messages;
    private final Set<Integer> accepted = ConcurrentHashMap.newKeySet();

    public SimulatedStream(long seed, int parcels, Instant now) {
        messages = Simulator.messages(seed, parcels, now);
    }

    public int size() {
        return messages.size();
    }

    /** Something that may end the receiver. */
    public interface Interruption {
        void happen() throws Exception;
    }

    /** Sends what was not accepted yet. Fails unless all of it is. */
    public void send(Target target) throws Exception {
        sendUntil(messages.size() + 1, target, () -> {});
        if (accepted.size() < messages.size()) {
            throw new AssertionError(accepted.size() + " of " + messages.size() + " were accepted");
        }
    }

    /** Sends what was not accepted yet, and lets something happen, while more is under way, once so many are accepted. */
    public void sendUntil(int enough, Target target, Interruption interruption) throws Exception {
        var sender = new Sender(target, sent -> {});
        var interrupted = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (int number = 0; number < messages.size(); number++) {
            int message = number;
            threads.execute(() -> {
                if (!interrupted.get() && !accepted.contains(message) && accepts(sender, message)) {
                    accepted.add(message);
                }
            });
        }
        threads.shutdown();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> accepted.size() >= enough || threads.isTerminated());
        interruption.happen();
        interrupted.set(accepted.size() >= enough);
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still sending");
        }
    }

    /** Waits until all messages have become rows and figures. */
    public void awaitArrived(Source source) {
        var arrived = new Arrived(source);
        Expected expected = Expected.of(messages);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> arrived.rows().are(expected));
    }

    private boolean accepts(Sender sender, int message) {
        try {
            sender.send(List.of(messages.get(message)));
            return true;
        } catch (Problem refused) {
            return false;
        }
    }
}
