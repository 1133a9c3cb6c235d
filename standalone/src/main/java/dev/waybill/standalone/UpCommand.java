package dev.waybill.standalone;

import dev.waybill.standalone.folder.DataFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "up", description = "Start everything on this machine and keep its data in a folder. Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the data, the log and waybill.env (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Mixin
    Help help = new Help();

    @Mixin
    Addresses addresses = new Addresses();

    @Override
    public Integer call() throws InterruptedException {
        try (var installation = Installation.start(DataFolder.open(data), addresses, new Screen())) {
            installation.screen().summary(installation);
            installation.awaitClose();
            return 0;
        }
    }
}
