package dev.waybill.tracking.batch;

import java.util.List;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a feature folds from the log, so that it can be folded once more.
 *
 * @param group of the live fold
 * @param topics without those of replays, which copy them
 * @param handler makes a handler that writes by some client and transactions; what it sends is dropped
 */
public record Rebuilt(
        String group, List<String> topics, BiFunction<JdbcClient, TransactionTemplate, BatchHandler<?>> handler) {

    public Rebuilt {
        topics = List.copyOf(topics);
    }
}
