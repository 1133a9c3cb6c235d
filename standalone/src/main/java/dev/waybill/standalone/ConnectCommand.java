package dev.waybill.standalone;

import dev.waybill.standalone.easypost.WebhookRegistration;
import dev.waybill.standalone.folder.Problem;
import dev.waybill.standalone.remote.Where;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "connect",
        description =
                "Have EasyPost send its webhooks to a running Waybill: registers its URL and webhook secret with the account of"
                        + " EASYPOST_API_KEY, or brings up to date what is registered, and checks that it is enabled.")
final class ConnectCommand implements Callable<Integer> {

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Where EasyPost reaches ingest-service, such as https://hooks.example.com/webhooks/easypost.")
    URI url = URI.create("");

    @Option(
            names = "--easypost-url",
            paramLabel = "URL",
            defaultValue = "${env:WAYBILL_EASYPOST_BASE_URL:-https://api.easypost.com/v2}",
            description = "EasyPost's API: ${DEFAULT-VALUE}.")
    URI easyPost = URI.create("");

    @Option(names = "--json", description = "Print the end as JSON.")
    boolean json;

    @Mixin
    Where where = new Where();

    @Mixin
    Help help = new Help();

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!"https".equals(url.getScheme()) && !"http".equals(url.getScheme())) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "--url takes an address that begins with https://");
        }
        String secret = where.value("WAYBILL_WEBHOOK_SECRET").split(",", -1)[0];
        WebhookRegistration.Registered registered = registration().register(url, secret);
        new Screen()
                .done(
                        json
                                ? JsonMapper.shared().writeValueAsString(registered)
                                : (registered.created() ? "Registered " : "Up to date: ") + registered.id() + " ("
                                        + registered.mode() + "), enabled; EasyPost sends to " + url);
        return 0;
    }

    private WebhookRegistration registration() {
        String key = System.getenv("EASYPOST_API_KEY");
        if (key == null || key.isBlank()) {
            throw new Problem("EASYPOST_API_KEY is not set");
        }
        return new WebhookRegistration(easyPost, key.strip());
    }
}
