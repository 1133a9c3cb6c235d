package dev.waybill.tracking.personal;

import dev.waybill.events.PersonalData;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private final PersonalRows records;

    PersonalTables(JdbcClient database, TransactionTemplate transactions) {
        this.transactions = transactions;
        this.erasures = new Erasures(database);
        this.addresses = new Addresses(database);
        this.shipments = new Shipments(database);
        this.customsInfos = new CustomsInfos(database);
        this.records = new PersonalRows(database);
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
                gone.merge(
                        one.id(), one.erasure().getRequestedAt(), (some, other) -> some.isBefore(other) ? some : other);
            }
        }
        write(erased, erasures::add);
        var tellings = new Tellings(told);
        write(tellings.addresses(), addresses::fill);
        write(tellings.records(), records::keep);
        write(tellings.signatures(), shipments::sign);
        write(tellings.customsSignatures(), customsInfos::sign);
        var forgotten = new TreeSet<>(erase(gone));
        erased.forEach(one -> forgotten.add(one.easypostId()));
        return Stream.concat(
                        forgotten.stream().filter(id -> !last.containsKey(id)).map(Answer::tombstone),
                        answers(last.values()))
                .toList();
    }

    private <T> void write(Collection<T> rows, Consumer<Collection<T>> statement) {
        if (!rows.isEmpty()) {
            transactions.executeWithoutResult(transaction -> statement.accept(rows));
        }
    }

    /** Blanks what is told of some ids and returns those others whose records are to be forgotten with them. */
    private List<String> erase(Map<String, Instant> gone) {
        if (gone.isEmpty()) {
            return List.of();
        }
        transactions.executeWithoutResult(transaction -> addresses.erase(gone));
        write(gone.keySet(), shipments::erase);
        write(gone.keySet(), customsInfos::erase);
        List<String> records = transactions.execute(transaction -> this.records.erase(gone.keySet()));
        return Objects.requireNonNull(records).stream()
                .filter(id -> !gone.containsKey(id))
                .toList();
    }

    private Stream<Answer> answers(Collection<PersonalData> last) {
        if (last.isEmpty()) {
            return Stream.of();
        }
        Set<String> forgotten = erasures.among(last.stream()
                .flatMap(data -> Stream.of(data.getId(), Tellings.shipment(data)))
                .collect(Collectors.toSet()));
        Set<String> ids = last.stream().map(PersonalData::getId).collect(Collectors.toSet());
        Map<String, AddressRow> filled =
                addresses.find(ids).stream().collect(Collectors.toMap(AddressRow::easypostId, Function.identity()));
        Map<String, PersonalData> kept = records.find(ids);
        return last.stream().flatMap(data -> {
            if (forgotten.contains(data.getId()) || forgotten.contains(Tellings.shipment(data))) {
                return Stream.of(Answer.tombstone(data.getId()));
            }
            AddressRow address = filled.get(data.getId());
            PersonalData record = kept.get(data.getId());
            return Stream.<@Nullable Answer>of(
                            address == null ? null : Answer.to(data, address),
                            record == null ? null : Answer.to(data, record))
                    .flatMap(Stream::ofNullable);
        });
    }
}
