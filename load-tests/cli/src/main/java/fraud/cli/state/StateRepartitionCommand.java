package fraud.cli.state;

import fraud.cli.Cli;
import fraud.cli.detectors.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code fraud state repartition}: another number of partitions for the state of Spark's detector. */
@Command(
        name = "repartition",
        description = {
            "Gives the state of a stopped Spark detector another number of partitions.",
            "",
            "Spark fixes it with the first batch of a checkpoint. Stop the detector between batches (SIGTERM), run this, and start it"
                    + " again with --shuffle.partitions N. Flink needs none of this: start from a savepoint with another --parallelism."
        })
final class StateRepartitionCommand implements Callable<Integer> {

    private static final int MOST = 10_000;

    @ParentCommand
    private StateCommand parent;

    @Spec
    private CommandSpec spec;

    @Option(names = "--checkpoint", paramLabel = "DIR", required = true, description = "The detector's checkpoint.dir.")
    private Path checkpoint;

    @Option(names = "--partitions", paramLabel = "N", required = true, description = "How many: 1 to " + MOST + ".")
    private int partitions;

    @Override
    public Integer call() {
        if (!Files.isDirectory(checkpoint)) {
            throw new ParameterException(
                    spec.commandLine(), "--checkpoint " + checkpoint + ": there is no such directory");
        }
        if (partitions < 1 || partitions > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--partitions " + partitions + ": must be from 1 to " + MOST);
        }
        Cli cli = parent.cli();
        return EngineProgram.inWorkspace(cli, workspace -> {
            EngineProgram.run(
                    workspace,
                    Engine.SPARK,
                    "StateRepartition",
                    List.of(
                            "--checkpoint",
                            checkpoint.toAbsolutePath().toString(),
                            "--partitions",
                            String.valueOf(partitions)));
            return 0;
        });
    }
}
