package dev.waybill.benchmarks.torture.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;

/** What the broker's coordinators know of groups and transactions. */
final class Coordinators implements AutoCloseable {

    private final Admin admin;

    Coordinators(String kafka) {
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** Returns how many members a group has. */
    int members(String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .mapToInt(described -> described.members().size())
                .sum();
    }

    /** Whether a transaction is open whose id begins with a text. */
    boolean inTransaction(String prefix) throws ExecutionException, InterruptedException {
        var open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        return admin.listTransactions(open).all().get().stream()
                .anyMatch(transaction -> transaction.transactionalId().startsWith(prefix));
    }

    @Override
    public void close() {
        admin.close();
    }
}
