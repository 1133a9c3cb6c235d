package dev.waybill.standalone;

import dev.waybill.standalone.folder.DataFolder;
import dev.waybill.standalone.folder.Problem;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The commands of {@code ./waybill}. Exit code 0 is success, 1 a problem that stderr names in one line, 2 a command line not understood. */
@Command(
        name = "waybill",
        description =
                "EasyPost webhooks as events on Kafka, facts in PostgreSQL and answers about carriers, on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ReplayCommand.class,
            ReplaysCommand.class,
            DeadLettersCommand.class,
            EmitCommand.class,
            ConnectCommand.class,
            ImportCommand.class,
            OperationsCommand.class,
            ReconciliationsCommand.class,
            TrackersCommand.class,
            RebuildCommand.class,
            AttentionCommand.class,
            SubscriptionsCommand.class,
            HelpCommand.class,
            VersionCommand.class
        })
public final class Waybill {

    /** System property that names the folder which the script made for this one run. */
    static final String THROW_AWAY = "waybill.throw-away";

    private Waybill() {}

    public static void main(String[] arguments) throws IOException {
        int exitCode = run(arguments);
        String throwAway = System.getProperty(THROW_AWAY);
        if (throwAway != null) {
            DataFolder.deleteUnlessTaken(Path.of(throwAway));
        }
        System.exit(exitCode);
    }

    static int run(String... arguments) {
        var commands = new CommandLine(new Waybill());
        commands.setExecutionExceptionHandler(Waybill::refused);
        if (arguments.length == 0) {
            commands.usage(System.out);
            return CommandLine.ExitCode.OK;
        }
        return commands.execute(arguments);
    }

    private static int refused(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof Problem problem) {
            Screen.problem(String.valueOf(problem.getMessage()));
            return problem.exitCode();
        }
        Screen.problem(DataFolder.reason(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Waybill.class.getPackage().getImplementationVersion();
            return new String[] {
                "Waybill " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version()
            };
        }
    }
}
