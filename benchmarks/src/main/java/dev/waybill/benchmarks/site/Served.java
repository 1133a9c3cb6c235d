package dev.waybill.benchmarks.site;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The process of a service, with what a benchmark adds to it. */
final class Served {

    private static final int OWN_ARGUMENTS = 2;

    private Served() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        SpringApplication application = Service.valueOf(arguments[0]).application();
        if (!arguments[1].isEmpty()) {
            application.addPrimarySources(List.of(Class.forName(arguments[1])));
        }
        application.setRegisterShutdownHook(false);
        ConfigurableApplicationContext context =
                application.run(Arrays.copyOfRange(arguments, OWN_ARGUMENTS, arguments.length));
        Child.serve();
        context.close();
        System.exit(0);
    }
}
