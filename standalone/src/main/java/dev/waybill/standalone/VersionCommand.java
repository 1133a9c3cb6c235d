package dev.waybill.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Say which Waybill and which Java this is.")
final class VersionCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        for (String line : new Waybill.Version().getVersion()) {
            System.out.println(line);
        }
        return 0;
    }
}
