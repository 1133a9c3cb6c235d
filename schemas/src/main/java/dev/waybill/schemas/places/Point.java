package dev.waybill.schemas.places;

/** A point on the earth in degrees, north and east positive. */
public record Point(double latitude, double longitude) {

    private static final double EARTH_RADIUS_KM = 6371.0088;

    public Point {
        if (!(StrictMath.abs(latitude) <= 90 && StrictMath.abs(longitude) <= 180)) {
            throw new IllegalArgumentException("no point on the earth: " + latitude + ", " + longitude);
        }
    }

    /** The great-circle distance on a sphere (haversine), the same on every machine and in both directions. */
    double kilometresTo(Point other) {
        double north = StrictMath.sin(StrictMath.toRadians(other.latitude - latitude) / 2);
        double east = StrictMath.sin(StrictMath.toRadians(other.longitude - longitude) / 2);
        double cosines =
                StrictMath.cos(StrictMath.toRadians(latitude)) * StrictMath.cos(StrictMath.toRadians(other.latitude));
        double haversine = north * north + cosines * (east * east);
        return 2 * EARTH_RADIUS_KM * StrictMath.asin(StrictMath.min(1, StrictMath.sqrt(haversine)));
    }
}
