package dev.waybill.tracking;

import dev.waybill.events.AddressSummary;
import dev.waybill.events.CustomsInfo;
import dev.waybill.events.CustomsItem;
import dev.waybill.events.Envelope;
import dev.waybill.events.Parcel;
import dev.waybill.events.PersonalData;
import dev.waybill.events.PersonalObject;
import dev.waybill.events.PostageLabel;
import dev.waybill.events.Rate;
import dev.waybill.events.Shipment;
import dev.waybill.events.ShipmentEvent;
import dev.waybill.events.ShipmentEventKind;
import dev.waybill.events.Source;
import dev.waybill.events.Tracker;
import dev.waybill.events.TrackingDetail;
import dev.waybill.events.TrackingEvent;
import dev.waybill.events.TrackingLocation;
import dev.waybill.events.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What EasyPost tells of one parcel, with ids of its own. Money and measures have the contract's five places. */
public record Told(String suffix) {

    public static final Instant LABELLED = Instant.parse("2026-03-02T16:00:00Z");

    /** Somebody's parcel. */
    public static Told any() {
        return new Told(UUID.randomUUID().toString().replace("-", ""));
    }

    public String shipment() {
        return "shp_" + suffix;
    }

    public String tracker() {
        return "trk_" + suffix;
    }

    public String address(String end) {
        return "adr_" + end + suffix;
    }

    public String customsInfo() {
        return "cstinfo_" + suffix;
    }

    public static Envelope envelope(Instant receivedAt) {
        return Envelope.newBuilder()
                .setMode("test")
                .setAccount("user_1")
                .setSource(Source.WEBHOOK)
                .setReceivedAt(receivedAt)
                .build();
    }

    public static Version version(Instant updatedAt, String hash) {
        return Version.newBuilder()
                .setUpdatedAt(updatedAt)
                .setNormalizerVersion(1)
                .setRank(0)
                .setHash(hash)
                .build();
    }

    public ShipmentEvent told(Instant updatedAt) {
        Rate rate = Rate.newBuilder()
                .setId("rate_" + suffix)
                .setCarrier("USPS")
                .setService("GroundAdvantage")
                .setRate(money("6.10"))
                .setCurrency("USD")
                .setDeliveryDays(3)
                .build();
        Shipment shipment = Shipment.newBuilder()
                .setId(shipment())
                .setMode("test")
                .setTrackingCode("9400" + suffix)
                .setTrackerId(tracker())
                .setFromAddress(end("from", "San Francisco", "CA", "941", "US"))
                .setToAddress(end("to", "Toronto", "ON", "M5V", "CA"))
                .setReturnAddress(end("from", "San Francisco", "CA", "941", "US"))
                .setBuyerAddress(end("to", "Toronto", "ON", "M5V", "CA"))
                .setParcel(Parcel.newBuilder()
                        .setId("prcl_" + suffix)
                        .setLength(money("9"))
                        .setWidth(money("6.5"))
                        .setHeight(money("2"))
                        .setWeight(money("10.2"))
                        .build())
                .setCustomsInfo(CustomsInfo.newBuilder()
                        .setId(customsInfo())
                        .setContentsType("merchandise")
                        .setCustomsItems(List.of(CustomsItem.newBuilder()
                                .setDescription("T-shirt")
                                .setQuantity(money("1"))
                                .setValue(money("10"))
                                .setWeight(money("5"))
                                .setHsTariffNumber("123456")
                                .setOriginCountry("US")
                                .build()))
                        .build())
                .setRates(List.of(rate))
                .setSelectedRate(rate)
                .setOptions("{\"label_format\":\"PDF\",\"n\":1.50}")
                .setPostageLabel(
                        PostageLabel.newBuilder().setCreatedAt(LABELLED).build())
                .setCreatedAt(LABELLED.minus(Duration.ofMinutes(10)))
                .setUpdatedAt(updatedAt)
                .setExtra("{\"new_field\":[1,2.50,\"x\"]}")
                .build();
        return ShipmentEvent.newBuilder()
                .setShipmentId(shipment())
                .setKind(ShipmentEventKind.TOLD)
                .setEnvelope(envelope(updatedAt.plusSeconds(5)))
                .setVersion(version(updatedAt, "told" + updatedAt))
                .setShipment(shipment)
                .build();
    }

    public TrackingEvent tracked(Instant updatedAt, String status, TrackingDetail... scans) {
        return TrackingEvent.newBuilder()
                .setShipmentId(shipment())
                .setEnvelope(envelope(updatedAt.plusSeconds(5)))
                .setVersion(Version.newBuilder(version(updatedAt, "tracker" + updatedAt))
                        .setRank(scans.length)
                        .setNewestScanAt(scans.length == 0 ? null : scans[scans.length - 1].getDatetime())
                        .build())
                .setTracker(Tracker.newBuilder()
                        .setId(tracker())
                        .setMode("test")
                        .setTrackingCode("9400" + suffix)
                        .setShipmentId(shipment())
                        .setCarrier("USPS")
                        .setStatus(status)
                        .setTrackingDetails(List.of(scans))
                        .setCreatedAt(LABELLED)
                        .setUpdatedAt(updatedAt)
                        .build())
                .build();
    }

    public static TrackingDetail scan(String time, String status, String city) {
        return TrackingDetail.newBuilder()
                .setDatetime(Instant.parse(time))
                .setToldAs(time)
                .setStatus(status)
                .setMessage(status + " at " + city)
                .setSource("USPS")
                .setTrackingLocation(TrackingLocation.newBuilder()
                        .setCity(city)
                        .setState("CA")
                        .setCountry("US")
                        .build())
                .build();
    }

    public PersonalData person(String end, Instant updatedAt, String name) {
        return PersonalData.newBuilder()
                .setId(address(end))
                .setObject(PersonalObject.ADDRESS)
                .setEnvelope(envelope(updatedAt))
                .setVersion(version(updatedAt, name))
                .setName(name)
                .setStreet1("417 Montgomery St")
                .setCity("San Francisco")
                .setState("CA")
                .setZip("94104")
                .setCountry("US")
                .setVerifications("{\"zip4\":{\"success\":true}}")
                .setCreatedAt(updatedAt)
                .setUpdatedAt(updatedAt)
                .build();
    }

    public PersonalData signature(Instant updatedAt, @Nullable String signedBy) {
        return PersonalData.newBuilder()
                .setId(tracker())
                .setObject(PersonalObject.TRACKER)
                .setShipmentId(shipment())
                .setEnvelope(envelope(updatedAt))
                .setVersion(version(updatedAt, "signed" + signedBy))
                .setSignedBy(signedBy)
                .build();
    }

    public PersonalData customsSignature(Instant updatedAt, String signer) {
        return PersonalData.newBuilder()
                .setId(shipment())
                .setObject(PersonalObject.SHIPMENT)
                .setShipmentId(shipment())
                .setEnvelope(envelope(updatedAt))
                .setVersion(version(updatedAt, "signer" + signer))
                .setCustomsInfoId(customsInfo())
                .setCustomsSigner(signer)
                .setDocuments("{\"label_url\":\"https://example.org/label\"}")
                .build();
    }

    private AddressSummary end(String end, String city, String state, String prefix, String country) {
        return AddressSummary.newBuilder()
                .setId(address(end))
                .setCity(city)
                .setState(state)
                .setPostalPrefix(prefix)
                .setCountry(country)
                .build();
    }

    public static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(5);
    }
}
