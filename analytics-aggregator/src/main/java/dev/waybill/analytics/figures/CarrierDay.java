package dev.waybill.analytics.figures;

/** What a service of a carrier did with the shipments of one day. */
public record CarrierDay(Rollup rollup, Hours hours) implements Amount<CarrierDay> {

    public static final CarrierDay EMPTY = new CarrierDay(Rollup.EMPTY, Hours.NONE);

    /** Returns the day of one shipment. */
    public static CarrierDay of(Contribution one) {
        return new CarrierDay(Rollup.of(one), Hours.of(one.days()));
    }

    /** Returns the day after a shipment has changed. */
    public CarrierDay with(Delta delta) {
        CarrierDay rest = delta.removed() == null ? this : minus(of(delta.removed()));
        return delta.added() == null ? rest : rest.plus(of(delta.added()));
    }

    @Override
    public CarrierDay plus(CarrierDay other) {
        return new CarrierDay(rollup.plus(other.rollup), hours.plus(other.hours));
    }

    @Override
    public CarrierDay minus(CarrierDay other) {
        return new CarrierDay(rollup.minus(other.rollup), hours.minus(other.hours));
    }

    @Override
    public boolean isEmpty() {
        return rollup.isEmpty();
    }
}
