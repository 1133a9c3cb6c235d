package dev.waybill.analytics.figures;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.NullUnmarked;

/** Any contributions, of few rows so that they meet. */
@NullUnmarked
public final class Contributions {

    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 12, 20);

    private Contributions() {}

    public static Arbitrary<Contribution> any() {
        var known = Combinators.combine(
                        Arbitraries.of("test", "production"),
                        Arbitraries.of("USPS", "UPS", "a|b%7C"),
                        Arbitraries.of("Ground", "Express"),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(Outcome.class),
                        Arbitraries.integers().between(0, 3))
                .as(Known::new);
        return Combinators.combine(
                        known,
                        Arbitraries.of(true, false).injectNull(0.3),
                        costs().injectNull(0.2),
                        amounts("20").injectNull(0.3),
                        destinations())
                .as(Known::with);
    }

    public static Arbitrary<List<Contribution>> many() {
        return any().list().ofMaxSize(30);
    }

    static CarrierDay day(List<Contribution> shipments) {
        return shipments.stream().map(CarrierDay::of).reduce(CarrierDay.EMPTY, CarrierDay::plus);
    }

    static Summary summary(List<Contribution> shipments) {
        return shipments.stream().map(Summary::of).reduce(Summary.EMPTY, Summary::plus);
    }

    private static Arbitrary<Contribution.Cost> costs() {
        return Combinators.combine(Arbitraries.of("USD", "CAD"), amounts("1000"))
                .as(Contribution.Cost::new);
    }

    private static Arbitrary<BigDecimal> amounts(String most) {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal(most))
                .ofScale(5);
    }

    private static Arbitrary<Destination> destinations() {
        return Combinators.combine(Arbitraries.of("US", "CA", "unknown"), Arbitraries.of("CA", "NY", "unknown"))
                .as(Destination::new);
    }

    private record Known(String mode, String carrier, String service, int day, Outcome outcome, int exceptions) {

        Contribution with(Boolean onTime, Contribution.Cost cost, BigDecimal days, Destination destination) {
            return new Contribution(
                    mode,
                    carrier,
                    service,
                    FIRST_DAY.plusDays(day),
                    outcome,
                    onTime,
                    exceptions,
                    cost,
                    days,
                    destination);
        }
    }
}
