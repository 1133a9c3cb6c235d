package dev.waybill.ingest.normalizer.mapping;

import dev.waybill.events.Version;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a body tells twice, such as one address as sender and as return, is told once, in the newer version: two events of one id would
 * be one to a subscriber.
 */
final class NewestOfEach {

    private static final Comparator<Version> VERSIONS = Comparator.comparing(Version::getUpdatedAt)
            .thenComparing(Version::getNormalizerVersion)
            .thenComparing(Version::getRank)
            .thenComparing(Version::getNewestScanAt, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Version::getHash);

    private NewestOfEach() {}

    static List<TypedEvent> in(List<TypedEvent> events) {
        var newest = new LinkedHashMap<Thing, TypedEvent>();
        for (TypedEvent event : events) {
            newest.merge(Thing.of(event), event, NewestOfEach::newer);
        }
        return List.copyOf(newest.values());
    }

    private static TypedEvent newer(TypedEvent one, TypedEvent other) {
        return VERSIONS.compare(other.version(), one.version()) > 0 ? other : one;
    }

    private record Thing(String type, String key, String object) {
        static Thing of(TypedEvent event) {
            return new Thing(event.cloudEvent().type(), event.key(), event.object());
        }
    }
}
