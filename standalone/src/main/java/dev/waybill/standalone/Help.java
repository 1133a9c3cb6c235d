package dev.waybill.standalone;

import picocli.CommandLine.Option;

/** What each command has. */
final class Help {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and end.")
    boolean asked;
}
