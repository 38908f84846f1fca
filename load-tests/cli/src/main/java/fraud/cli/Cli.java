package fraud.cli;

import fraud.cli.process.Workspace;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line. Exit code 0, 1 (it failed) or 2 (wrong usage); an error is one line on standard error that begins
 * with {@code error:}. Ctrl-C and SIGTERM end it with exit code 1, after everything that was started has been stopped;
 * but for commands that work until then.
 */
@Command(
        name = "fraud",
        versionProvider = Cli.Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs the two fraud detectors, on Flink and on Spark, and checks that they agree.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it worked", "1:it failed", "2:wrong usage"})
public final class Cli implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOTICED_AFTER_SECONDS = 2;
    /** Writing a report takes a second; a machine may be busy. */
    private static final int KEPT_AFTER_SECONDS = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help message and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    /** Not for the commands below, some of which have versions of their own to name. */
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print version information and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(
            names = "--verbose",
            scope = CommandLine.ScopeType.INHERIT,
            description = "On an error, also print the stack.")
    private boolean verbose;

    private final AtomicBoolean signalled = new AtomicBoolean();
    private final AtomicBoolean stopIsEnd = new AtomicBoolean();
    private final AtomicReference<Workspace> workspace = new AtomicReference<>();
    private final AtomicReference<Path> results = new AtomicReference<>();
    private final AtomicReference<Thread> keeper = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** A command below {@code fraud}, found by its service entry, so that operations need not know the lab. */
    public interface Subcommand extends Callable<Integer> {}

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cli.class.getPackage().getImplementationVersion();
            return new String[] {"fraud " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        Cli cli = new Cli();
        AtomicBoolean done = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!done.get()) {
                                cli.endSignalled();
                            }
                        },
                        "signal"));
        HeapWatch.start(cli::endOutOfMemory);
        int code = cli.run(
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true),
                arguments);
        done.set(true);
        System.exit(code);
    }

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: " + String.join(", ", spec.subcommands().keySet()));
    }

    /**
     * Runs a command and returns its exit code, whatever becomes of it: what it does not expect, too, and results that
     * cannot be written.
     */
    int run(StandardOutput out, PrintWriter err, String... arguments) {
        int code;
        try {
            code = run(out.writer(), err, arguments);
        } catch (Error e) {
            code = failed(e, new MaskingWriter(err));
        }
        Optional<IOException> lost = out.end();
        if (code != 0 || lost.isEmpty()) {
            return code;
        }
        if (!StandardOutput.isNobodyThere(lost.get())) {
            err.println("error: cannot write to standard output: "
                    + FailureText.oneLine(String.valueOf(lost.get().getMessage())));
        }
        return FAILED;
    }

    /** What is at work would come to the same end in some minutes. */
    private void endOutOfMemory() {
        if (signalled.getAndSet(true)) {
            return;
        }
        System.err.println("error: " + FailureText.of(new OutOfMemoryError()));
        closeWorkspace();
        Runtime.getRuntime().halt(FAILED);
    }

    private void closeWorkspace() {
        Workspace running = workspace.get();
        if (running != null) {
            running.reject();
            running.close();
        }
    }

    /**
     * Stops what runs, while the main thread may still be in the middle of it; then ends with our own exit code, not
     * the signal's.
     */
    private void endSignalled() {
        if (signalled.getAndSet(true)) {
            // It is ending already, and has said why.
            return;
        }
        closeWorkspace();
        if (stopIsEnd.get()) {
            Runtime.getRuntime().halt(0);
        }
        awaitKeeper();
        System.err.println("error: stopped before the end; nothing is left running"
                + Optional.ofNullable(results.get())
                        .map(directory -> "; what there is so far is in " + directory)
                        .orElse(""));
        Runtime.getRuntime().halt(FAILED);
    }

    /**
     * A command that keeps what it has notices by itself that it is to stop, or is in the middle of something that has
     * to be broken off.
     */
    private void awaitKeeper() {
        Thread thread = keeper.get();
        try {
            if (thread != null && !ended.await(NOTICED_AFTER_SECONDS, TimeUnit.SECONDS)) {
                thread.interrupt();
                boolean unused = ended.await(KEPT_AFTER_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on, what this thread does when the command is stopped is waited for: it writes down what it has. */
    public void keepsWhatThereIs() {
        keeper.set(Thread.currentThread());
    }

    /** From now on the command works until it is told to stop: Ctrl-C and SIGTERM are its end, with exit code 0. */
    public void worksUntilStopped() {
        stopIsEnd.set(true);
    }

    /**
     * A workspace that is closed when this process is told to stop; the caller closes it otherwise.
     *
     * @param logs directory for the processes' logs, in that of the command's results
     */
    public Workspace workspace(Path logs) {
        return workspace(logs, logs.toAbsolutePath().getParent());
    }

    /**
     * The same, for a command with logs of several runs.
     *
     * @param directory of the command's results
     */
    public Workspace workspace(Path logs, Path directory) {
        Workspace created = Workspace.create(logs);
        workspace.set(created);
        results.set(directory);
        return created;
    }

    /** Runs a command and returns its exit code. */
    public int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine commandLine = new CommandLine(this);
        ServiceLoader.load(Subcommand.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(CommandLine::new)
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(commandLine::addSubcommand);
        // Only now, since these reach no command that is added later.
        commandLine.setOut(out).setErr(new MaskingWriter(err));
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setParameterExceptionHandler((exception, given) -> wrongUsage(exception));
        commandLine.setExecutionExceptionHandler((exception, command, result) -> failed(exception, command.getErr()));
        Optional<ParameterException> unknown = WrongUsage.unknownCommand(commandLine, arguments);
        try {
            return unknown.isPresent() ? wrongUsage(unknown.get()) : commandLine.execute(arguments);
        } finally {
            ended.countDown();
        }
    }

    private int wrongUsage(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        command.getErr()
                .println("error: " + FailureText.oneLine(WrongUsage.message(exception)) + " (see "
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return WRONG_USAGE;
    }

    private int failed(Throwable exception, PrintWriter err) {
        if (signalled.get()) {
            // It failed because it was stopped, which is reported elsewhere.
            return FAILED;
        }
        if (verbose) {
            exception.printStackTrace(err);
        }
        err.println("error: " + orDeath(FailureText.of(exception)));
        return FAILED;
    }

    /** A command whose process has died fails of something else: it was broken off. */
    private String orDeath(String text) {
        return Optional.ofNullable(workspace.get())
                .flatMap(Workspace::death)
                .filter(death -> !text.startsWith(death))
                .orElse(text);
    }
}
