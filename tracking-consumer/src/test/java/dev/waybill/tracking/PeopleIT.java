package dev.waybill.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.events.Erasure;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.TrackingEvent;
import dev.waybill.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of people, into rows and answers. */
class PeopleIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Instant FIRST = Instant.parse("2026-03-02T16:01:00Z");
    private static final Instant LATER = Instant.parse("2026-03-05T18:00:00Z");

    private final RunningService service = RunningService.shared();

    @Test
    void anAddressIsFilledBeforeAndAfterItIsNamed() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.address("from"), parcel.person("from", FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(name(parcel, "from")));
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        await().atMost(SOON).until(() -> exists(parcel, "to"));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Bob"));
        await().atMost(SOON).until(() -> "Bob".equals(name(parcel, "to")));

        assertThat(service.sql(
                                "select street1, zip, verifications ->> 'zip4' as zip4, search @@ 'montgomery' as found from addresses where easypost_id = :id")
                        .param("id", parcel.address("from"))
                        .query()
                        .singleRow())
                .containsEntry("street1", "417 Montgomery St")
                .containsEntry("zip", "94104")
                .containsEntry("zip4", "{\"success\": true}")
                .containsEntry("found", true);
    }

    @Test
    void anOlderRecordIsAnsweredWithTheNewerContent() {
        Told parcel = Told.any();
        String id = parcel.address("from");
        service.send(Topics.PERSONAL_DATA, id, parcel.person("from", LATER, "Newer"));
        await().atMost(SOON).until(() -> "Newer".equals(name(parcel, "from")));
        service.send(Topics.PERSONAL_DATA, id, parcel.person("from", FIRST, "Older"));
        await().atMost(SOON).until(() -> people(id).size() == 3);

        PersonalData last = people(id).get(2);
        assertThat(version(last))
                .isEqualTo(parcel.person("from", LATER, "Newer").getVersion());
        assertThat(last)
                .extracting(PersonalData::getName, PersonalData::getStreet1)
                .containsExactly("Newer", "417 Montgomery St");
        assertThat(name(parcel, "from")).isEqualTo("Newer");
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Other"));
        await().atMost(SOON).until(() -> "Other".equals(name(parcel, "to")));
        assertThat(people(id)).as("an answer is not answered").hasSize(3);
    }

    @Test
    void whoSignedComesInEitherOrderUnderItsOwnVersion() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER, "J. Doe"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "C. Signer"));
        await().atMost(SOON).until(() -> "J. Doe".equals(signedBy(parcel)) && "C. Signer".equals(signer(parcel)));
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Nobody"));
        await().atMost(SOON).until(() -> people(parcel.tracker()).size() == 3);
        await().atMost(SOON).until(() -> exists(parcel, "to"));

        assertThat(signedBy(parcel)).isEqualTo("J. Doe");
        assertThat(signer(parcel)).isEqualTo("C. Signer");
        assertThat(people(parcel.tracker()).get(2))
                .extracting(PersonalData::getSignedBy)
                .isEqualTo("J. Doe");
        assertThat(service.sql("select contents_type from customs_infos where easypost_id = :id")
                        .param("id", parcel.customsInfo())
                        .query(String.class)
                        .single())
                .isEqualTo("merchandise");
    }

    @Test
    void whoWasErasedStaysErasedWhateverIsToldAgain() {
        Told parcel = Told.any();
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        service.send(
                Topics.TRACKING_EVENTS,
                parcel.shipment(),
                parcel.tracked(FIRST, "delivered", Told.scan("2026-03-04T15:00:00Z", "delivered", "Toronto")));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "Ada"));
        await().atMost(SOON)
                .until(() -> "Ada".equals(name(parcel, "to"))
                        && "Ada".equals(signedBy(parcel))
                        && "Ada".equals(signer(parcel))
                        && "delivered".equals(status(parcel))
                        && exists(parcel, "from"));

        erase(parcel.address("to"), PersonalObject.ADDRESS);
        erase(parcel.tracker(), PersonalObject.TRACKER);
        erase(parcel.shipment(), PersonalObject.SHIPMENT);
        await().atMost(SOON)
                .until(() -> name(parcel, "to") == null && signedBy(parcel) == null && signer(parcel) == null);
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", LATER, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(LATER, "Ada"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(List.of(parcel.address("to"), parcel.tracker(), parcel.shipment()))
                        .allSatisfy(id -> {
                            List<@Nullable PersonalData> told = people(id);
                            assertThat(told.get(told.size() - 1)).as(id).isNull();
                        }));

        assertThat(service.sql(
                                "select to_jsonb(addresses) - '{id,easypost_id,search}'::text[] from addresses where easypost_id = :id")
                        .param("id", parcel.address("to"))
                        .query(String.class)
                        .single())
                .doesNotContain("Ada", "Montgomery", "94104", "San Francisco");
        assertThat(signedBy(parcel)).isNull();
        assertThat(signer(parcel)).isNull();
        assertThat(service.sql("select destination ->> 'city' from shipments where easypost_id = :id")
                        .param("id", parcel.shipment())
                        .query(String.class)
                        .single())
                .as("figures stay")
                .isEqualTo("Toronto");
    }

    @Test
    void anAnswerHoldsTheLinksOfTheNewerRecord() {
        Told parcel = Told.any();
        PersonalData newer = PersonalData.newBuilder(parcel.customsSignature(LATER, "C. Signer"))
                .setDocuments("{\"label_url\":\"https://example.org/newer\"}")
                .setOther("{\"options.print_custom_1\":\"for Ada\"}")
                .build();
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), newer);
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "Older"));
        await().atMost(SOON).until(() -> people(parcel.shipment()).size() == 3);

        assertThat(people(parcel.shipment()).get(2)).isEqualTo(newer);
        assertThat(service.headers(Topics.PERSONAL_DATA, parcel.shipment()).get(2))
                .containsEntry("ce_type", "dev.waybill.personal-data.told")
                .containsEntry("ce_source", "/waybill/tracking-consumer");
    }

    @Test
    void aShipmentIsErasedWithItsTrackersAndFormsInAnyOrder() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
        service.send(Topics.PERSONAL_DATA, parcel.shipment(), parcel.customsSignature(FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(signedBy(parcel)) && "Ada".equals(signer(parcel)));

        erase(parcel.shipment(), PersonalObject.SHIPMENT);

        await().atMost(SOON)
                .until(() -> signedBy(parcel) == null && signer(parcel) == null && forgotten(parcel.tracker()));
        await().atMost(SOON).until(() -> forgotten(parcel.shipment()));
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER, "Ada"));
        await().atMost(SOON).until(() -> people(parcel.tracker()).size() == 4 && forgotten(parcel.tracker()));
        assertThat(signedBy(parcel)).isNull();
        assertThat(kept(parcel)).isZero();
    }

    @Test
    void aTrackerIsErasedThoughNoShipmentNamesIt() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(signedBy(parcel)));

        erase(parcel.tracker(), PersonalObject.UNKNOWN);

        await().atMost(SOON).until(() -> signedBy(parcel) == null && forgotten(parcel.tracker()));
        assertThat(kept(parcel)).isZero();
    }

    @Test
    void anAddressErasedBeforeItIsNamedIsMarkedSo() {
        Told parcel = Told.any();
        erase(parcel.address("to"), PersonalObject.ADDRESS);
        await().atMost(SOON).until(() -> forgotten(parcel.address("to")));
        service.send(Topics.SHIPMENT_EVENTS, parcel.shipment(), parcel.told(FIRST));
        await().atMost(SOON).until(() -> exists(parcel, "to"));

        assertThat(text("select erased_at from addresses where easypost_id = :id", parcel.address("to")))
                .startsWith("2026-03-05 18:00:00");
    }

    @Test
    void aSignatureThatANewerTrackerDoesNotTellIsTakenBackInAnyOrder() {
        for (boolean signatureFirst : new boolean[] {true, false}) {
            Told parcel = Told.any();
            TrackingEvent unsigned = parcel.tracked(LATER, "in_transit");
            unsigned.getTracker().put("signed", false);
            if (signatureFirst) {
                service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
                await().atMost(SOON).until(() -> "Ada".equals(signedBy(parcel)));
            }
            service.send(Topics.TRACKING_EVENTS, parcel.shipment(), unsigned);
            await().atMost(SOON).until(() -> "in_transit".equals(status(parcel)));
            if (!signatureFirst) {
                service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST, "Ada"));
                // what is answered is handled
                service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(FIRST.minusSeconds(60), "Older"));
                await().atMost(SOON).until(() -> people(parcel.tracker()).size() == 3);
            }
            assertThat(signedBy(parcel))
                    .as("signature first: " + signatureFirst)
                    .isNull();
            service.send(Topics.PERSONAL_DATA, parcel.tracker(), parcel.signature(LATER.plusSeconds(60), "Ada, later"));
            await().atMost(SOON).until(() -> "Ada, later".equals(signedBy(parcel)));
        }
    }

    @Test
    void aTombstoneAloneBlanksTheRowUntilItIsToldAgain() {
        Told parcel = Told.any();
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(name(parcel, "to")));
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), null);
        await().atMost(SOON).until(() -> name(parcel, "to") == null);
        service.send(Topics.PERSONAL_DATA, parcel.address("to"), parcel.person("to", FIRST, "Ada"));
        await().atMost(SOON).until(() -> "Ada".equals(name(parcel, "to")));
    }

    private void erase(String id, PersonalObject object) {
        service.send(Topics.ERASURES, id, new Erasure(id, object, LATER, "operator", null));
    }

    private @Nullable Object version(@Nullable PersonalData data) {
        return data == null ? null : data.getVersion();
    }

    private List<@Nullable PersonalData> people(String id) {
        return service.values(Topics.PERSONAL_DATA, id, PersonalData.class);
    }

    private boolean forgotten(String id) {
        List<@Nullable PersonalData> told = people(id);
        return !told.isEmpty() && told.get(told.size() - 1) == null;
    }

    private long kept(Told parcel) {
        return service.sql("select count(*) from personal_data where shipment_id = :id and data is not null")
                .param("id", parcel.shipment())
                .query(Long.class)
                .single();
    }

    private boolean exists(Told parcel, String end) {
        return service.sql("select count(*) from addresses where easypost_id = :id")
                        .param("id", parcel.address(end))
                        .query(Long.class)
                        .single()
                == 1;
    }

    private @Nullable String name(Told parcel, String end) {
        return text("select name from addresses where easypost_id = :id", parcel.address(end));
    }

    private @Nullable String signedBy(Told parcel) {
        return text("select signed_by from shipments where easypost_id = :id", parcel.shipment());
    }

    private @Nullable String status(Told parcel) {
        return text("select status::text from shipments where easypost_id = :id", parcel.shipment());
    }

    private @Nullable String signer(Told parcel) {
        return text("select customs_signer from customs_infos where easypost_id = :id", parcel.customsInfo());
    }

    private @Nullable String text(String sql, String id) {
        List<@Nullable String> found = service.sql(sql)
                .param("id", id)
                .query((row, number) -> row.getString(1))
                .list();
        return found.isEmpty() ? null : found.get(0);
    }
}
