package dev.waybill.benchmarks.site;

/** What the services stand on, each a process of its own. */
public enum Engine {
    POSTGRES,
    BROKER
}
