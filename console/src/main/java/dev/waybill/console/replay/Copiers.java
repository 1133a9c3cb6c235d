package dev.waybill.console.replay;

import dev.waybill.console.deadletters.OpenLetters;
import dev.waybill.events.Replay;
import dev.waybill.events.ReplayState;
import dev.waybill.schemas.wire.AvroWire;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replays in which this instance takes part: all that are to run. */
final class Copiers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Copiers.class);

    private final Replays replays;
    private final OpenLetters letters;
    private final CopyClients clients;
    private final AvroWire wire;
    private final Clock clock;
    private final ReplayReports reports;
    private final Map<String, Copier> running = new ConcurrentHashMap<>();

    Copiers(
            Replays replays,
            OpenLetters letters,
            CopyClients clients,
            AvroWire wire,
            Clock clock,
            ReplayReports reports) {
        this.replays = replays;
        this.letters = letters;
        this.clients = clients;
        this.wire = wire;
        this.clock = clock;
        this.reports = reports;
        replays.follow(this::changed);
    }

    /** Reports how far the replays are, of each by one instance. */
    void report() {
        running.forEach((id, copier) -> {
            String failure = copier.failure();
            if (copier.leads() || failure != null) {
                replays.find(id).ifPresent(replay -> reports.report(replay, failure));
            }
        });
    }

    @Override
    public void close() {
        running.values().forEach(Copier::stop);
    }

    private void changed(Replay replay) {
        if (replay.getState() == ReplayState.RUNNING) {
            running.computeIfAbsent(replay.getId(), id -> start(replay));
        } else {
            Copier copier = running.remove(replay.getId());
            if (copier != null) {
                copier.stop();
                // whoever completed it may not have come to say so
                if (replay.getState() == ReplayState.COMPLETED && copier.leads()) {
                    reports.report(replay, null);
                }
            }
        }
    }

    private Copier start(Replay replay) {
        var copier = new Copier(
                replay,
                new RecordFilter(replay.getFilter(), letters, wire),
                new Outgoing(replay, wire),
                clients,
                clock,
                () -> complete(replay.getId()));
        var thread = new Thread(copier, "replay-" + replay.getId());
        thread.setDaemon(true);
        thread.start();
        return copier;
    }

    /** Is done again by whoever finds that it was not told whole. */
    private void complete(String id) {
        replays.find(id)
                .map(replay -> replay.getState() == ReplayState.RUNNING
                        ? replays.tell(
                                Replay.newBuilder(replay).setState(ReplayState.COMPLETED),
                                clock.instant().truncatedTo(ChronoUnit.MICROS))
                        : replay)
                .filter(replay -> replay.getState() == ReplayState.COMPLETED)
                .ifPresent(replay -> {
                    reports.report(replay, null);
                    log.info("Replay {} is complete", id);
                });
    }
}
