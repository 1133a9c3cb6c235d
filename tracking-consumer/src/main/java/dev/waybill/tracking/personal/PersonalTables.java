package dev.waybill.tracking.personal;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.tracking.facts.Addresses;
import dev.waybill.tracking.facts.CustomsInfos;
import dev.waybill.tracking.facts.Shipments;
import dev.waybill.tracking.personal.PersonalRows.Place;
import dev.waybill.tracking.shipment.Versions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch in a transaction for each table: first who is erased, then the records, then what is derived from both. Each derives
 * again what the batch touches, changed or not, so that a crash in between costs nothing; and no transaction holds rows of one table while
 * it waits for rows of another, which folds lock in another order.
 */
final class PersonalTables {

    private final TransactionTemplate transactions;
    private final Erasures erasures;
    private final PersonalRows records;
    private final Addresses addresses;
    private final Shipments shipments;
    private final CustomsInfos customsInfos;

    PersonalTables(JdbcClient database, TransactionTemplate transactions) {
        this.transactions = transactions;
        this.erasures = new Erasures(database);
        this.records = new PersonalRows(database);
        this.addresses = new Addresses(database);
        this.shipments = new Shipments(database);
        this.customsInfos = new CustomsInfos(database);
    }

    /** Writes a batch and returns what is to be said because of it; the same again when it is written again. */
    List<Answer> write(List<PersonalRecord> batch) {
        var tellings = Tellings.of(batch);
        Set<String> touched = tellings.keys();
        List<Place> before = records.places(touched);
        write(tellings.erasures(), erasures::add);
        write(tellings.forgotten(), records::forget);
        write(tellings.newest(), records::keep);
        Map<String, PersonalData> known = records.find(touched);
        fill(touched, known);
        sign(Stream.concat(before.stream(), records.places(touched).stream()).toList());
        return Stream.concat(toErasures(tellings.erasures()), toRecords(tellings.last(), known))
                .toList();
    }

    private void fill(Set<String> touched, Map<String, PersonalData> known) {
        write(known.values().stream().flatMap(Tellings::address).toList(), addresses::fill);
        write(touched.stream().filter(key -> !known.containsKey(key)).toList(), addresses::blank);
    }

    /** A tracker may have been told alone, under its own key, before it was told of a shipment. */
    private void sign(List<Place> places) {
        write(
                distinct(places.stream()
                        .filter(place -> place.shipmentId() != null)
                        .flatMap(place -> Stream.of(place.easypostId(), place.shipmentId()))),
                shipments::sign);
        write(distinct(places.stream().map(Place::customsInfoId)), customsInfos::sign);
    }

    private <T> void write(Collection<T> rows, Consumer<Collection<T>> statement) {
        if (!rows.isEmpty()) {
            transactions.executeWithoutResult(transaction -> statement.accept(rows));
        }
    }

    private Stream<Answer> toErasures(Collection<Erasure> erased) {
        if (erased.isEmpty()) {
            return Stream.of();
        }
        Stream<Answer> forgotten = erased.stream()
                .map(one ->
                        new Answer.Forgotten(one.getId(), one.getRequestedAt().toString()));
        Map<String, Erasure> byId =
                erased.stream().collect(Collectors.toMap(Erasure::getId, one -> one, (one, other) -> other));
        Stream<Answer> along = byId.values().stream()
                .flatMap(
                        one -> records.notErasedOf(Set.of(one.getId())).stream().map(id -> along(id, one)));
        return Stream.concat(forgotten, along);
    }

    private Stream<Answer> toRecords(Collection<PersonalData> last, Map<String, PersonalData> known) {
        if (last.isEmpty()) {
            return Stream.of();
        }
        Map<String, Erasure> erased = erasures.among(last.stream()
                .flatMap(data -> Stream.of(data.getId(), Tellings.belongsTo(data)))
                .collect(Collectors.toSet()));
        return last.stream().flatMap(data -> answers(data, known.get(data.getId()), erased));
    }

    private static Stream<Answer> answers(
            PersonalData told, @Nullable PersonalData known, Map<String, Erasure> erased) {
        var forgotten = new Answer.Forgotten(told.getId(), told.getVersion().getHash());
        if (erased.containsKey(told.getId())) {
            return Stream.of(forgotten);
        }
        Erasure shipment = erased.get(Tellings.belongsTo(told));
        if (shipment != null) {
            return Stream.of(forgotten, along(told.getId(), shipment));
        }
        if (known == null || Versions.ORDER.compare(known.getVersion(), told.getVersion()) <= 0) {
            return Stream.of();
        }
        return Stream.of(new Answer.Newer(told, known));
    }

    private static Answer along(String id, Erasure shipment) {
        return new Answer.Erased(Erasure.newBuilder(shipment)
                .setId(id)
                .setObject(PersonalObject.TRACKER)
                .build());
    }

    private static Set<String> distinct(Stream<@Nullable String> ids) {
        return ids.flatMap(Stream::ofNullable).collect(Collectors.toCollection(TreeSet::new));
    }
}
