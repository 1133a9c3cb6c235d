package dev.waybill.tracking.fetch;

import dev.waybill.events.FetchReason;
import dev.waybill.events.FetchRequest;
import dev.waybill.schemas.topics.Topics;
import dev.waybill.schemas.wire.AvroWire;
import dev.waybill.schemas.wire.CloudEvent;
import dev.waybill.tracking.batch.BatchHandler;
import dev.waybill.tracking.fetch.UntoldShipments.Untold;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Asks for untold shipments. They are marked first and asked for then, so that a crash in between costs a day and never asks twice; what
 * the broker does not take is unmarked.
 */
final class FetchTimer implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(FetchTimer.class);

    private final UntoldShipments untold;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final AvroWire wire;
    private final Clock clock;

    FetchTimer(UntoldShipments untold, KafkaTemplate<byte[], byte[]> kafka, AvroWire wire, Clock clock) {
        this.untold = untold;
        this.kafka = kafka;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        List<Untold> claimed = untold.claim(now);
        if (claimed.isEmpty()) {
            return;
        }
        List<String> failed = ask(claimed, now);
        if (!failed.isEmpty()) {
            untold.release(failed);
        }
        log.info("Asked for {} shipments that nobody told, {} failed", claimed.size() - failed.size(), failed.size());
    }

    private List<String> ask(List<Untold> claimed, Instant now) {
        var failed = new ArrayList<String>();
        var answers = new ArrayList<CompletableFuture<?>>();
        for (Untold shipment : claimed) {
            answers.add(send(shipment, now));
        }
        for (int i = 0; i < answers.size(); i++) {
            try {
                answers.get(i).join();
            } catch (CompletionException refused) {
                failed.add(claimed.get(i).key());
            }
        }
        return failed;
    }

    private CompletableFuture<?> send(Untold shipment, Instant now) {
        var request = new FetchRequest(shipment.key(), FetchReason.NOT_TOLD, shipment.mode(), shipment.account(), now);
        try {
            return kafka.send(wire.record(
                    Topics.FETCH_REQUESTS,
                    shipment.key(),
                    request,
                    new CloudEvent(
                            shipment.key() + "/fetch.requested/" + now,
                            "dev.waybill.fetch.requested",
                            BatchHandler.SOURCE,
                            now)));
        } catch (KafkaException | org.springframework.kafka.KafkaException away) {
            return CompletableFuture.failedFuture(away);
        }
    }
}
