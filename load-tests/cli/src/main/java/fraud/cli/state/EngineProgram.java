package fraud.cli.state;

import fraud.cli.Cli;
import fraud.cli.detectors.DetectorProcess;
import fraud.cli.detectors.Engine;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A program that knows an engine's state, and so lives with it: in a JVM of its own, which ends by itself. */
final class EngineProgram {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private EngineProgram() {}

    /**
     * Does something in a workspace that leaves nothing behind; if it fails the logs stay, which the failure names.
     */
    static <T> T inWorkspace(Cli parent, Function<Workspace, T> work) {
        Path logs;
        try {
            logs = Files.createTempDirectory("fraud-state-");
        } catch (IOException e) {
            throw new OperationFailedException("cannot make a directory for logs: " + FileFailure.reason(e), e);
        }
        T result;
        try (Workspace workspace = parent.workspace(logs)) {
            result = work.apply(workspace);
        }
        Workspace.deleteTree(logs);
        return result;
    }

    /**
     * Runs a program to its end.
     *
     * @param name of its class in the engine's package {@code inspect}
     * @throws OperationFailedException with its last line that begins with {@code error:}
     */
    static void run(Workspace workspace, Engine engine, String name, List<String> arguments) {
        ChildProcess program = workspace.startToEnd(
                "state-" + engine.wireName(),
                Installation.current()
                        .javaCommand(
                                "fraud-" + engine.wireName(),
                                DetectorProcess.jvmOptions(engine),
                                "fraud." + engine.wireName() + ".inspect." + name,
                                arguments));
        while (program.isAlive()) {
            workspace.check();
            LockSupport.parkNanos(STEP_NANOS);
        }
        program.requireSuccess();
    }
}
