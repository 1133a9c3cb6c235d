package dev.waybill.standalone;

import dev.waybill.standalone.folder.Ports;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The HTTP ports of the services: four in a row, the console's first. */
record ServicePorts(InetAddress address, int console) {

    int ingest() {
        return console + 1;
    }

    int tracking() {
        return console + 2;
    }

    int analytics() {
        return console + 3;
    }

    void requireFree() {
        String remedy = "stop what listens there, or choose other ports with --port";
        Ports.requireFree("console", address, console, remedy);
        Ports.requireFree("ingest-service", address, ingest(), remedy);
        Ports.requireFree("tracking-consumer", address, tracking(), remedy);
        Ports.requireFree("analytics-aggregator", address, analytics(), remedy);
    }

    String consoleUrl() {
        return url(console);
    }

    String ingestUrl() {
        return url(ingest());
    }

    /** What to look at, by what it is. */
    Map<String, String> urls() {
        var urls = new LinkedHashMap<String, String>();
        urls.put("console", consoleUrl());
        urls.put("webhooks", ingestUrl() + "/webhooks/easypost");
        urls.put("shipments", ingestUrl() + "/v1/shipments");
        return urls;
    }

    /** Whoever listens on all addresses is reached on the loopback one. */
    private String url(int port) {
        InetAddress host = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String text = host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return "http://" + text + ":" + port;
    }
}
