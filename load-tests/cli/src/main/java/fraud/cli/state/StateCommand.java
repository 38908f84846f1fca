package fraud.cli.state;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import fraud.cli.text.TimeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code fraud state}: what a detector remembers, from its checkpoint. Each engine's reader runs in a JVM of its own.
 */
@Command(
        name = "state",
        sortOptions = false,
        subcommands = {StateDiffCommand.class, StateRepartitionCommand.class},
        description = {
            "Shows what a detector remembers of cards, from its checkpoint, in the same shape for both engines.",
            "",
            "Of Flink a checkpoint (a directory chk-N) or a savepoint, of Spark the query's checkpoint as of its last batch. A line of"
                    + " JSON for each card of which something is remembered: its history, what waits, what its sequences have yet to handle,"
                    + " and the matches of them that may come about. The detector may go on meanwhile."
        })
public final class StateCommand implements Cli.Subcommand {

    @ParentCommand
    private Cli parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--engine", paramLabel = "NAME", description = "Whose checkpoint it is: flink or spark.")
    private String engine;

    @Option(names = "--checkpoint", paramLabel = "DIR", description = "The checkpoint or savepoint.")
    private Path checkpoint;

    @Option(
            names = "--card",
            paramLabel = "CARD",
            split = ",",
            description = "The card to show, by its token; several with commas, or the option again. Without it all.")
    private List<String> cards = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "The sequence clock (SEMANTICS 1.4), such as 2026-03-01T00:00:00Z: matches whose time was over before it"
                            + " are left out, which an engine may still hold. Without it they are shown.")
    private String at;

    @Option(
            names = "--timers",
            description = "Also when the engine will look at the card again, which is its own matter.")
    private boolean timers;

    @Option(
            names = "--summary",
            description =
                    "In place of cards, how much is remembered: keys, bytes, oldest entry and the greatest keys of each state.")
    private boolean summary;

    @Option(names = "--out", paramLabel = "FILE", description = "Write there instead of to standard output.")
    private Path out;

    /** The command line that this command belongs to. */
    Cli cli() {
        return parent;
    }

    @Override
    public Integer call() {
        Engine of = engine();
        if (checkpoint == null) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint is missing: say which checkpoint or savepoint to read");
        }
        if (!Files.isDirectory(checkpoint)) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint " + checkpoint + ": there is no such directory");
        }
        List<String> lines = EngineProgram.inWorkspace(parent, workspace -> read(of, workspace));
        write(lines);
        if (!summary && cards.size() > lines.size()) {
            spec.commandLine()
                    .getErr()
                    .println("of " + (cards.size() - lines.size()) + " of these cards nothing is remembered");
        }
        return 0;
    }

    private Engine engine() {
        return Engine.processes().stream()
                .filter(known -> known.wireName().equals(engine))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        engine == null
                                ? "--engine is missing: flink or spark"
                                : "--engine " + engine + ": must be flink or spark"));
    }

    private List<String> read(Engine of, Workspace workspace) {
        Path states = workspace.data().resolve("states.jsonl");
        List<String> arguments = new ArrayList<>(
                List.of("--checkpoint", checkpoint.toAbsolutePath().toString(), "--out", states.toString()));
        arguments.addAll(List.of("--timers", String.valueOf(timers), "--summary", String.valueOf(summary)));
        if (at != null) {
            Instant clock = TimeText.instant(at)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "--at " + at + ": must be " + TimeText.INSTANTS));
            arguments.addAll(List.of("--sequence.clock.millis", String.valueOf(clock.toEpochMilli())));
        }
        try {
            if (!cards.isEmpty()) {
                Path chosen = Files.write(workspace.data().resolve("cards"), cards);
                arguments.addAll(List.of("--cards.file", chosen.toString()));
            }
            EngineProgram.run(workspace, of, "StateReader", arguments);
            return Files.readAllLines(states);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read the states: " + e.getMessage(), e);
        }
    }

    private void write(List<String> lines) {
        if (out == null) {
            PrintWriter stdout = spec.commandLine().getOut();
            lines.forEach(stdout::println);
            stdout.flush();
            return;
        }
        try {
            Files.write(out, lines);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + out + ": " + FileFailure.reason(out, e), e);
        }
    }
}
