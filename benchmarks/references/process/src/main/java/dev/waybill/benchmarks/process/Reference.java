package dev.waybill.benchmarks.process;

import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that a benchmark starts. */
public final class Reference {

    private final Map<String, String> arguments;

    private Reference(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    /** Reads arguments of the form {@code name=value}. */
    public static Reference of(String... arguments) {
        return new Reference(Stream.of(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])));
    }

    /** Returns an argument that must be there. */
    public String argument(String name) {
        String value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + "= is missing");
        }
        return value;
    }

    /** Returns an argument, or what it is by default. */
    public String argument(String name, String otherwise) {
        return arguments.getOrDefault(name, otherwise);
    }

    /** Says that it is ready and returns when it shall end. */
    public void serve() throws IOException {
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // nobody says anything to it
        }
    }
}
