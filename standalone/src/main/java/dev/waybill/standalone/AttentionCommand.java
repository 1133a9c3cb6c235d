package dev.waybill.standalone;

import dev.waybill.standalone.remote.Console;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

@Command(
        name = "attention",
        description =
                "List the shipments that need attention, longest first; with a shipment and a reason, do something about one.")
final class AttentionCommand extends Asking {

    private static final int PAGE = 500;

    @Parameters(index = "0", arity = "0..1", paramLabel = "SHIPMENT", description = "EasyPost's id of the shipment.")
    @Nullable
    String shipment;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REASON",
            description = "Why it needs attention, as the list says.")
    @Nullable
    String reason;

    @ArgGroup
    @Nullable
    Action action;

    @Option(names = "--note", paramLabel = "TEXT", description = "In words, of any action or alone.")
    @Nullable
    String note;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "List only open, acknowledged, snoozed, resolved or withdrawn ones.")
    @Nullable
    String state;

    @Option(names = "--carrier", paramLabel = "NAME", description = "List only those of this carrier.")
    @Nullable
    String carrier;

    @Option(names = "--mode", paramLabel = "MODE", description = "List only those of this mode, test or production.")
    @Nullable
    String mode;

    @Option(names = "--assignee", paramLabel = "WHO", description = "List only those that are given to somebody.")
    @Nullable
    String listedAssignee;

    @Spec
    @Nullable
    CommandSpec spec;

    /** What is done about one. */
    static final class Action {

        @Option(names = "--acknowledge", description = "Somebody has seen it.")
        boolean acknowledge;

        @Option(names = "--assign", paramLabel = "WHO", description = "Give it to somebody.")
        @Nullable
        String assignee;

        @Option(names = "--snooze", paramLabel = "UNTIL", description = "Do not show it until a time.")
        @Nullable
        String until;

        @Option(
                names = "--resolve",
                paramLabel = "HOW",
                description = "It is over: reshipped, refunded, claimed or ignored.")
        @Nullable
        String resolution;

        @Option(names = "--reopen", description = "Take back that it was seen, snoozed or resolved.")
        boolean reopen;
    }

    @Override
    void check() {
        boolean acts = acts();
        if (acts != (shipment != null && reason != null)
                || (shipment == null) != (reason == null)
                || (acts && (state != null || carrier != null || mode != null || listedAssignee != null))) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "An action needs a shipment and a reason, and these need an action; --state, --carrier, --mode and --assignee are for the list");
        }
    }

    @Override
    JsonNode ask(Console console) throws InterruptedException {
        return acts()
                ? console.post(
                        "/v1/attention/" + Console.encoded(Objects.requireNonNull(shipment)) + "/"
                                + Console.encoded(Objects.requireNonNull(reason)),
                        request())
                : all(console);
    }

    @Override
    String text(JsonNode answer) {
        return acts()
                ? answer.path("id").asString()
                : answer.valueStream().map(AttentionCommand::line).collect(Collectors.joining("\n"));
    }

    private boolean acts() {
        return action != null || note != null;
    }

    private JsonNode all(Console console) throws InterruptedException {
        return console.all(
                "/v1/attention?limit=" + PAGE + Console.parameter("state", state)
                        + Console.parameter("carrier", carrier) + Console.parameter("mode", mode)
                        + Console.parameter("assignee", listedAssignee),
                PAGE,
                AttentionCommand::place);
    }

    private static String place(JsonNode one) {
        return one.path("since").asString() + "/" + one.path("shipment_id").asString() + "/"
                + one.path("reason").asString();
    }

    private Map<String, Object> request() {
        var request = new LinkedHashMap<String, Object>();
        if (action == null) {
            request.put("action", "note");
        } else if (action.assignee != null) {
            request.put("action", "assign");
            request.put("assignee", action.assignee);
        } else if (action.until != null) {
            request.put("action", "snooze");
            request.put("snoozed_until", action.until);
        } else if (action.resolution != null) {
            request.put("action", "resolve");
            request.put("resolution", action.resolution);
        } else {
            request.put("action", action.reopen ? "reopen" : "acknowledge");
        }
        if (note != null) {
            request.put("note", note);
        }
        return request;
    }

    private static String line(JsonNode one) {
        var what = new StringJoiner(" ");
        what.add(one.path("carrier").asString()).add(one.path("service").asString());
        what.add(one.path("status").asString());
        String assignee = one.path("assignee").asString("");
        if (!assignee.isEmpty()) {
            what.add("(" + assignee + ")");
        }
        return String.format(
                Locale.ROOT,
                "%-20s %-18s %-12s %s  %s",
                one.path("since").asString(),
                one.path("reason").asString(),
                one.path("state").asString(),
                one.path("shipment_id").asString(),
                what);
    }
}
