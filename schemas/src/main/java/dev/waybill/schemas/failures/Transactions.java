package dev.waybill.schemas.failures;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction and fails with what failed first. Spring's template fails with the roll-back instead when that fails too: of a
 * session that PostgreSQL has cut off it tells no more than that the connection is closed. Here the roll-back's failure is suppressed.
 */
public final class Transactions extends TransactionTemplate {

    private static final long serialVersionUID = 1L;

    private final transient PlatformTransactionManager manager;

    public Transactions(PlatformTransactionManager manager) {
        super(manager);
        this.manager = manager;
    }

    @Override
    public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
        TransactionStatus transaction = manager.getTransaction(this);
        T result;
        try {
            result = work.doInTransaction(transaction);
        } catch (Throwable failure) {
            rollBack(transaction, failure);
            throw failure;
        }
        manager.commit(transaction);
        return result;
    }

    private void rollBack(TransactionStatus transaction, Throwable failure) {
        try {
            manager.rollback(transaction);
        } catch (RuntimeException too) {
            failure.addSuppressed(too);
        }
    }
}
