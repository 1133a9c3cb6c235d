package dev.waybill.benchmarks.overload;

/**
 * What became of webhooks of which there were too many.
 *
 * @param refused with 503 and when to come again
 * @param seconds until the last was answered
 * @param p99Millis of those accepted, from the moment they were due
 * @param megabytes the most that the service held meanwhile
 */
record Answered(long accepted, long refused, double seconds, double p99Millis, double megabytes) {

    Answered {
        if (refused == 0) {
            throw new IllegalStateException("nothing was refused: it was no overload");
        }
        if (accepted == 0) {
            throw new IllegalStateException("nothing was accepted");
        }
    }

    @Override
    public String toString() {
        return "%,d accepted, %,d refused (%.0f %%), all answered after %.0f s"
                .formatted(accepted, refused, 100.0 * refused / (accepted + refused), seconds);
    }
}
