package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.models.ModelPublishCommand;
import fraud.cli.models.ModelShowCommand;
import fraud.cli.models.compare.ModelCompareCommand;
import fraud.cli.models.monitor.ModelMonitorCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud model}: versions of the models (SEMANTICS 15). */
@Command(
        name = "model",
        description = {
            "Shows, publishes, compares and monitors models.",
            "",
            "A model is a directory (docs/MODEL.md). Published, it takes effect at its time in both detectors, without a restart: as the"
                    + " champion, whose score decides, or as the challenger, whose score is only recorded."
        },
        subcommands = {
            ModelShowCommand.class,
            ModelPublishCommand.class,
            ModelCompareCommand.class,
            ModelMonitorCommand.class
        })
public final class ModelCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
