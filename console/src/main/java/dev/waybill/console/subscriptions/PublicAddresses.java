package dev.waybill.console.subscriptions;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to addresses of the public internet, and to no others: what the name said when it was looked at is what is connected to, so
 * that neither a name nor one that changes in between leads into the own network.
 */
final class PublicAddresses implements DnsResolver {

    private final boolean allowPrivate;

    /** @param allowPrivate whether any address will do */
    PublicAddresses(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** @throws UnknownHostException when there is none, or one of them is none of the public internet */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!allowPrivate && !isPublic(address)) {
                throw new UnknownHostException(
                        host + " is " + address.getHostAddress() + ", which is no address of the public internet");
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address is of the public internet: IANA's special-purpose registries name those that are not. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return !(a == 0
                || a == 10
                || a == 127
                || (a == 100 && b >= 64 && b < 128)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113)
                || a >= 224);
    }

    /** Only 2000::/3 is given out, and of that some is for documents, tunnels and benchmarks. */
    private static boolean isPublic6(byte[] bytes) {
        if (startsWith(bytes, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        return (bytes[0] & 0xe0) == 0x20
                && !startsWith(bytes, 0x20, 0x01, 0x00)
                && !startsWith(bytes, 0x20, 0x01, 0x01)
                && !startsWith(bytes, 0x20, 0x01, 0x0d, 0xb8)
                && !startsWith(bytes, 0x20, 0x02)
                && !startsWith(bytes, 0x3f, 0xff);
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
