package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.tracking.facts.Addresses;
import dev.waybill.tracking.facts.Addresses.AddressRow;
import dev.waybill.tracking.facts.CustomsInfos;
import dev.waybill.tracking.facts.Shipments;
import dev.waybill.tracking.personal.Erasures.ErasureRow;
import dev.waybill.tracking.personal.PersonalRecord.Erased;
import dev.waybill.tracking.personal.PersonalRecord.Gone;
import dev.waybill.tracking.personal.PersonalRecord.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a batch in a transaction for each table. Each row has a version of its own, so that the tables need not change together, and no
 * transaction holds rows of one table while it waits for rows of another, which folds lock in another order.
 */
final class PersonalTables {

    private final TransactionTemplate transactions;
    private final Erasures erasures;
    private final Addresses addresses;
    private final Shipments shipments;
    private final CustomsInfos customsInfos;

    PersonalTables(JdbcClient database, TransactionTemplate transactions) {
        this.transactions = transactions;
        this.erasures = new Erasures(database);
        this.addresses = new Addresses(database);
        this.shipments = new Shipments(database);
        this.customsInfos = new CustomsInfos(database);
    }

    /** Writes a batch and returns the answers to those records that must not stay the last of their keys. */
    List<Answer> write(List<PersonalRecord> batch) {
        var last = new TreeMap<String, PersonalData>();
        var told = new ArrayList<PersonalData>();
        var erased = new ArrayList<ErasureRow>();
        var gone = new TreeMap<String, Instant>();
        for (PersonalRecord record : batch) {
            if (record instanceof Told one) {
                told.add(one.data());
                last.put(one.id(), one.data());
            } else if (record instanceof Gone one) {
                gone.put(one.id(), one.at());
                last.remove(one.id());
            } else if (record instanceof Erased one) {
                erased.add(ErasureRow.of(one.erasure()));
                gone.put(one.id(), one.erasure().getRequestedAt());
            }
        }
        write(erased, erasures::add);
        var tellings = new Tellings(told);
        write(tellings.addresses(), addresses::fill);
        write(tellings.signatures(), shipments::sign);
        write(tellings.customsSignatures(), customsInfos::sign);
        if (!gone.isEmpty()) {
            transactions.executeWithoutResult(transaction -> addresses.erase(addressesAmong(gone)));
            write(gone.keySet(), shipments::erase);
            write(gone.keySet(), customsInfos::erase);
        }
        return last.isEmpty() ? List.of() : answers(last.values());
    }

    private <T> void write(Collection<T> rows, Consumer<Collection<T>> statement) {
        if (!rows.isEmpty()) {
            transactions.executeWithoutResult(transaction -> statement.accept(rows));
        }
    }

    private static Map<String, Instant> addressesAmong(Map<String, Instant> gone) {
        return gone.entrySet().stream()
                .filter(one -> one.getKey().startsWith("adr_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private List<Answer> answers(Collection<PersonalData> last) {
        Set<String> forgotten = erasures.among(last.stream()
                .flatMap(data -> Stream.of(data.getId(), Tellings.shipment(data)))
                .collect(Collectors.toSet()));
        Map<String, AddressRow> filled =
                by(AddressRow::easypostId, addresses.find(keys(last, PersonalObject.ADDRESS, PersonalData::getId)));
        Map<String, Shipments.Signature> signed = by(
                Shipments.Signature::easypostId,
                shipments.signatures(keys(last, PersonalObject.TRACKER, Tellings::shipment)));
        Map<String, CustomsInfos.Signature> certified = by(
                CustomsInfos.Signature::easypostId,
                customsInfos.find(keys(last, PersonalObject.SHIPMENT, PersonalTables::form)));
        return last.stream()
                .flatMap(data -> {
                    if (forgotten.contains(data.getId()) || forgotten.contains(Tellings.shipment(data))) {
                        return Stream.of(Answer.tombstone(data.getId()));
                    }
                    Optional<Answer> answer = switch (data.getObject()) {
                        case ADDRESS ->
                            Optional.ofNullable(filled.get(data.getId())).flatMap(row -> Answer.to(data, row));
                        case TRACKER ->
                            Optional.ofNullable(signed.get(Tellings.shipment(data)))
                                    .flatMap(row -> Answer.to(data, row));
                        case SHIPMENT ->
                            Optional.ofNullable(certified.get(form(data))).flatMap(row -> Answer.to(data, row));
                        case UNKNOWN -> Optional.empty();
                    };
                    return answer.stream();
                })
                .toList();
    }

    private static String form(PersonalData data) {
        return data.getCustomsInfoId() == null ? "" : data.getCustomsInfoId();
    }

    private static Set<String> keys(
            Collection<PersonalData> last, PersonalObject object, Function<PersonalData, String> key) {
        return last.stream().filter(data -> data.getObject() == object).map(key).collect(Collectors.toSet());
    }

    private static <T> Map<String, T> by(Function<T, String> key, List<T> rows) {
        return rows.stream().collect(Collectors.toMap(key, Function.identity()));
    }
}
