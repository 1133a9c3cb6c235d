package dev.waybill.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testkit.Recordings;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TargetTest {

    private static final String KNOWN =
            "hmac-sha256-hex=38f3f53c103713df81616a0a186d77141957323ec21d5fe9363db93840f527db";

    @Test
    void signsAsEasyPostDoes() {
        var target = new Target(URI.create("http://localhost"), "s\u00e9cret", "key");
        assertThat(target.signature(Recordings.bytes("event-body.json"))).isEqualTo(KNOWN);
    }

    @Test
    void signsWithTheFirstOfSeveralSecrets() {
        var target = new Target(URI.create("http://localhost"), "s\u00e9cret,older", "key");
        assertThat(target.signature(Recordings.bytes("event-body.json"))).isEqualTo(KNOWN);
    }
}
