package dev.waybill.console.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "169.254.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                // other ways to write 127.0.0.1
                "2130706433",
                "127.1",
                "017700000001"
            })
    void addressesOfTheOwnNetworkAreRefused(String address) {
        assertThatThrownBy(() -> new PublicAddresses(false).resolve(address)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "192.167.0.1",
                "192.169.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "2001:4860:4860::8888",
                "64:ff9b::808:808"
            })
    void addressesOfTheInternetAreNot(String address) throws UnknownHostException {
        assertThat(new PublicAddresses(false).resolve(address)).containsExactly(InetAddress.getByName(address));
    }

    @Test
    void namesAreWhatTheyLeadTo() {
        assertThatThrownBy(() -> new PublicAddresses(false).resolve("localhost"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no address of the public internet");
        assertThatThrownBy(() -> new PublicAddresses(false).resolve("no-such-name.invalid"))
                .isInstanceOf(UnknownHostException.class);
    }

    /** Whoever answers with a redirect leads nowhere, and an address that was refused is not connected to. */
    @Test
    void neitherARefusedAddressNorARedirectIsFollowed() throws IOException {
        var hits = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try (var open = new HttpPost(new PublicAddresses(true), TIMEOUT);
                var shut = new HttpPost(new PublicAddresses(false), TIMEOUT)) {
            for (String host : new String[] {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"}) {
                URI url =
                        URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
                Answer refused = shut.post(url, Map.of(), "{}");
                assertThat(refused.status()).as(host).isNull();
                assertThat(refused.error()).as(host).contains("no address of the public internet");
            }
            assertThat(hits).hasValue(0);

            Answer redirected = open.post(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), Map.of(), "{}");
            assertThat(redirected.status()).isEqualTo(307);
            assertThat(redirected.isAccepted()).isFalse();
            assertThat(hits).hasValue(1);
        } finally {
            server.stop(0);
        }
    }
}
