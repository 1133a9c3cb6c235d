package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChatChannelTest {

    @Test
    void slackGetsTextInWhichNobodyIsMentioned() {
        assertThat(ChatChannel.message(URI.create("https://hooks.slack.example/T/B"), "9400 <!channel> & co")
                        .toString())
                .isEqualTo("{\"text\":\"9400 &lt;!channel&gt; &amp; co\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://prod-1.westus.logic.azure.com:443/workflows/x?sig=1",
                "https://DEFAULT1.environment.api.powerplatform.com/x",
                "https://contoso.webhook.office.com/webhookb2/x"
            })
    void teamsGetsACard(String url) {
        JsonNode message = ChatChannel.message(URI.create(url), "9400 is late");

        assertThat(message.at("/type").asString()).isEqualTo("message");
        assertThat(message.at("/attachments/0/contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(message.at("/attachments/0/content/type").asString()).isEqualTo("AdaptiveCard");
        assertThat(message.at("/attachments/0/content/body/0/text").asString()).isEqualTo("9400 is late");
    }
}
