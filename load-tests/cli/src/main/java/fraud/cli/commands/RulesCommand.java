package fraud.cli.commands;

import fraud.cli.Cli;
import fraud.cli.rules.RulesHistoryCommand;
import fraud.cli.rules.RulesPublishCommand;
import fraud.cli.rules.RulesSchemaCommand;
import fraud.cli.rules.RulesShowCommand;
import fraud.cli.rules.RulesValidateCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fraud rules}: versions of the rule set (SEMANTICS 13). */
@Command(
        name = "rules",
        description = {
            "Shows, checks and publishes versions of the rules.",
            "",
            "A version is a YAML file (docs/RULES.md). Published, it takes effect at its time in both detectors, without a restart."
        },
        subcommands = {
            RulesValidateCommand.class,
            RulesShowCommand.class,
            RulesPublishCommand.class,
            RulesHistoryCommand.class,
            RulesSchemaCommand.class
        })
public final class RulesCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
