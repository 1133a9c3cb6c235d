package dev.waybill.console.subscriptions;

import dev.waybill.events.PendingDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is pending of one subscription, by what must be delivered in order. Only the first of each chain is due; the others wait for it. Used
 * by one thread.
 */
final class Pending implements AutoCloseable {

    private static final int MOST = 5_000;
    private static final long MOST_CHARACTERS = 8 << 20;

    /** What all subscriptions of an instance may hold together, in characters: an eighth of its memory. */
    private static final long MOST_OF_ALL = Runtime.getRuntime().maxMemory() / 8;

    private static final AtomicLong OF_ALL = new AtomicLong();

    /** What is delivered one after the other: events of one key, as far as their topic orders them. */
    record Chain(String lane, String eventType, String eventKey) {

        static Chain of(PendingDelivery delivery) {
            return new Chain(delivery.getLane(), delivery.getEventType(), delivery.getEventKey());
        }
    }

    private record Place(int partition, long offset) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::partition).thenComparingLong(Place::offset);

        static Place of(PendingDelivery delivery) {
            return new Place(delivery.getPartition(), delivery.getOffset());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Chain, TreeMap<Place, PendingDelivery>> chains = new HashMap<>();
    private int count;
    private long characters;

    Pending(Collection<PendingDelivery> deliveries) {
        deliveries.forEach(this::put);
    }

    /** Gives back what it held of the memory of all. */
    @Override
    public void close() {
        OF_ALL.addAndGet(-characters);
        characters = 0;
        chains.clear();
        count = 0;
    }

    int count() {
        return count;
    }

    /** Whether so much is pending that nothing else may be read until some of it is gone. */
    boolean isFull() {
        return count >= MOST || characters >= MOST_CHARACTERS || (count > 0 && OF_ALL.get() >= MOST_OF_ALL);
    }

    boolean has(PendingDelivery delivery) {
        TreeMap<Place, PendingDelivery> chain = chains.get(Chain.of(delivery));
        return chain != null && chain.containsKey(Place.of(delivery));
    }

    /** Whether something of a chain is pending, behind which others must wait. */
    boolean holds(Chain chain) {
        return chains.containsKey(chain);
    }

    /** Adds a delivery, or puts it in the place of what is known of it. */
    void put(PendingDelivery delivery) {
        remove(delivery);
        chains.computeIfAbsent(Chain.of(delivery), chain -> new TreeMap<>()).put(Place.of(delivery), delivery);
        count++;
        characters += delivery.getBody().length();
        OF_ALL.addAndGet(delivery.getBody().length());
    }

    void remove(PendingDelivery delivery) {
        Chain key = Chain.of(delivery);
        TreeMap<Place, PendingDelivery> chain = chains.get(key);
        PendingDelivery removed = chain == null ? null : chain.remove(Place.of(delivery));
        if (chain != null && removed != null) {
            count--;
            characters -= removed.getBody().length();
            OF_ALL.addAndGet(-removed.getBody().length());
            if (chain.isEmpty()) {
                chains.remove(key);
            }
        }
    }

    /** Returns the chains whose first delivery is due, each in order. */
    List<List<PendingDelivery>> due(Instant now) {
        var due = new ArrayList<List<PendingDelivery>>();
        for (TreeMap<Place, PendingDelivery> chain : chains.values()) {
            if (!chain.firstEntry().getValue().getDueAt().isAfter(now)) {
                due.add(List.copyOf(chain.values()));
            }
        }
        return due;
    }

    /** Returns the one that was not tried for longest, to see whether it is taken now; nothing when none is pending. */
    Optional<PendingDelivery> oldest() {
        return firsts().stream()
                .min(Comparator.comparing(one -> Objects.requireNonNullElse(one.getLastAttemptAt(), Instant.EPOCH)));
    }

    /** Returns the first of each chain. */
    List<PendingDelivery> firsts() {
        return chains.values().stream()
                .map(chain -> chain.firstEntry().getValue())
                .toList();
    }

    /** Returns when the next one is due. */
    Optional<Instant> nextDue() {
        return chains.values().stream()
                .map(chain -> chain.firstEntry().getValue().getDueAt())
                .min(Comparator.naturalOrder());
    }
}
