package dev.waybill.ingest.fetch;

import static dev.waybill.schemas.wire.RecordHeaders.header;

import dev.waybill.events.FetchRequest;
import dev.waybill.events.Source;
import dev.waybill.events.TrackerRequest;
import dev.waybill.ingest.inbox.Inbox;
import dev.waybill.ingest.inbox.InboxAwayException;
import dev.waybill.schemas.wire.DeadLetterReason;
import dev.waybill.schemas.wire.RecordHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Does the fetch requests of one account: asks EasyPost, and gives the answer to the inbox. Used by one thread. */
final class Fetcher {

    private static final Pattern SHIPMENT = Pattern.compile("shp_[A-Za-z0-9]{1,64}");
    private static final Outcome OTHERS = new Outcome.Done("others");
    private static final Outcome MISSING = new Outcome.Done("missing");
    private static final int MAX_FAILURES = 10;
    private static final Header SOURCE =
            header(RecordHeaders.SOURCE, Source.FETCHED.name().toLowerCase(Locale.ROOT));

    private final Accounts accounts;
    private final EasyPostApi api;
    private final Pace pace;
    private final Inbox inbox;

    Fetcher(Accounts accounts, EasyPostApi api, Pace pace, Inbox inbox) {
        this.accounts = accounts;
        this.api = api;
        this.pace = pace;
        this.inbox = inbox;
    }

    /** Tells whether it is its part to deal with what is no account's. */
    boolean first() {
        return accounts.isFirst(pace.account());
    }

    /**
     * Does a request that has failed so many times before. One that EasyPost alone fails on is given up in the end; one that could not be
     * asked because of the API as a whole is not.
     */
    Outcome fetch(FetchRequest request, int failures) throws InterruptedException {
        List<Account> asked = accounts.of(request.getAccount());
        if (asked.isEmpty() ? !first() : !asked.contains(pace.account())) {
            return OTHERS;
        }
        if (!SHIPMENT.matcher(request.getShipmentId()).matches()) {
            return new Outcome.Dropped(DeadLetterReason.NO_SHIPMENT_ID, request.getShipmentId());
        }
        if (pace.tooOld(request.getRequestedAt())) {
            return new Outcome.Done("expired");
        }
        if (asked.isEmpty()) {
            return new Outcome.Done("no-key");
        }
        if (pace.missing().contains(pace.account(), request.getShipmentId())) {
            return new Outcome.Done("missing-remembered");
        }
        Outcome outcome =
                ask(account -> api.shipment(account, request.getShipmentId()), request.getAccount(), failures);
        if (outcome.equals(MISSING)) {
            pace.missing().remember(pace.account(), request.getShipmentId());
        }
        return outcome;
    }

    /** Has EasyPost make a tracker, at the same pace, with the key of the account that was named and no other. */
    Outcome create(TrackerRequest request, int failures) throws InterruptedException {
        Account named = accounts.exactly(request.getAccount()).orElse(null);
        if (named == null ? !first() : !named.equals(pace.account())) {
            return OTHERS;
        }
        if (named == null) {
            return new Outcome.Dropped(DeadLetterReason.GIVEN_UP, "no API key of account " + request.getAccount());
        }
        Outcome outcome = ask(
                account -> api.tracker(account, request.getTrackingCode(), request.getCarrier()),
                request.getAccount(),
                failures);
        return outcome.equals(MISSING)
                ? new Outcome.Dropped(DeadLetterReason.REFUSED_BY_EASYPOST, "status 404")
                : outcome;
    }

    /** A question to EasyPost, with the key of an account. */
    private interface Question {

        Answer ask(Account account) throws InterruptedException;
    }

    private Outcome ask(Question question, @Nullable String user, int failures) throws InterruptedException {
        Account account = pace.account();
        Duration wait = pace.take();
        if (!wait.isZero() && wait.compareTo(Patience.TURN) <= 0) {
            Thread.sleep(wait.toMillis() + 1);
            wait = pace.take();
        }
        if (!wait.isZero()) {
            return new Outcome.Again(wait, false);
        }
        Answer answer = question.ask(account);
        if (answer instanceof Answer.Found found) {
            return append(found.body(), account.user() == null ? user : account.user(), failures);
        }
        if (answer instanceof Answer.NotNow notNow) {
            return failures >= MAX_FAILURES && !notNow.overloaded()
                    ? new Outcome.Dropped(DeadLetterReason.GIVEN_UP, notNow.reason())
                    : new Outcome.Again(pace.pause(failures, notNow.pause()), true);
        }
        return answer instanceof Answer.Refused refused
                ? new Outcome.Dropped(DeadLetterReason.REFUSED_BY_EASYPOST, refused.reason())
                : MISSING;
    }

    private Outcome append(byte[] body, @Nullable String user, int failures) {
        try {
            if (user == null) {
                inbox.append(body, SOURCE);
            } else {
                inbox.append(body, SOURCE, header(RecordHeaders.ACCOUNT, user));
            }
            return new Outcome.Done("fetched");
        } catch (InboxAwayException away) {
            return new Outcome.Again(pace.pause(failures, null), true);
        }
    }
}
