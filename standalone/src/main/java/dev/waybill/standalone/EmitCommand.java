package dev.waybill.standalone;

import dev.waybill.standalone.demo.Emission;
import dev.waybill.standalone.demo.Sample;
import dev.waybill.standalone.demo.Target;
import dev.waybill.standalone.remote.Where;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "emit",
        description =
                "Send a simulated parcel's life into a running Waybill, as EasyPost and a shop would: for trying out what reads"
                        + " its topics.")
final class EmitCommand implements Callable<Integer> {

    @Option(
            names = "--sample",
            required = true,
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "What happens to the parcel: ${COMPLETION-CANDIDATES}.")
    String sample = "";

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed makes the same parcel at the same time; a new one each time without it.")
    @Nullable
    Long seed;

    @Option(
            names = "--pause",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "Between a message and the next: ${DEFAULT-VALUE}.")
    int pause;

    @Option(names = "--json", description = "Print the end as JSON, and nothing else.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Spec
    @Nullable
    CommandSpec spec;

    /** For the help. */
    static final class Names implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Sample.names().iterator();
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Sample chosen = Sample.named(sample)
                .orElseThrow(() -> wrong("--sample is one of " + String.join(", ", Sample.names())));
        if (pause < 0) {
            throw wrong("--pause " + pause + ": choose 0 or more");
        }
        var target = new Target(
                URI.create(where.value("WAYBILL_INGEST_URL")),
                where.value("WAYBILL_WEBHOOK_SECRET"),
                where.value("WAYBILL_API_KEY"));
        long dice = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
        Emission emission = Emission.of(chosen, dice, Clock.systemUTC().instant());
        var screen = new Screen();
        for (int message = 0; message < emission.size(); message++) {
            if (message > 0) {
                TimeUnit.MILLISECONDS.sleep(Duration.ofSeconds(pause).toMillis());
            }
            emission.send(message, target);
            if (!json) {
                screen.progress("Sent: " + (message + 1) + " of " + emission.size());
            }
        }
        screen.done(
                json
                        ? json(emission, dice)
                        : "Sent: " + emission.size() + " messages of shipment " + emission.shipmentId()
                                + ", tracking code " + emission.trackingCode() + " (--seed " + dice + ")");
        return 0;
    }

    private static String json(Emission emission, long dice) {
        var told = new LinkedHashMap<String, Object>();
        told.put("shipment_id", emission.shipmentId());
        told.put("tracking_code", emission.trackingCode());
        told.put("messages", emission.size());
        told.put("seed", dice);
        return JsonMapper.shared().writeValueAsString(told);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
