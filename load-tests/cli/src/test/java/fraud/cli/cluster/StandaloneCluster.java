package fraud.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.detectors.Engine;
import fraud.cli.process.Checkout;
import fraud.cli.process.LoopbackPort;
import fraud.cli.topics.KafkaConnection;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A cluster of separate processes, handled by the scripts of {@code deploy/standalone} alone. Does not outlive this
 * JVM, unless that is killed.
 */
final class StandaloneCluster implements AutoCloseable {

    /** What the test can kill. */
    enum Part {
        TASK_MANAGER("org.apache.flink.runtime.taskexecutor.TaskManagerRunner"),
        EXECUTOR("org.apache.spark.executor.CoarseGrainedExecutorBackend"),
        DRIVER("org.apache.spark.deploy.worker.DriverWrapper");

        private final String mainClass;

        Part(String mainClass) {
            this.mainClass = mainClass;
        }
    }

    private static final Path SCRIPTS = Checkout.root().resolve("deploy").resolve("standalone");

    private final Engine engine;
    private final Path directory;
    private final Path log;
    private final int port;
    private final Thread atExit;

    private StandaloneCluster(Engine engine, Path directory, int port) {
        this.engine = engine;
        this.directory = directory.resolve(engine.wireName() + "-cluster");
        this.log = directory.resolve(engine.wireName() + "-scripts.log");
        this.port = port;
        this.atExit = new Thread(this::stop);
    }

    /** Starts one, with its logs and data below a directory. */
    static StandaloneCluster start(Engine engine, Path directory, String... options) {
        StandaloneCluster cluster = new StandaloneCluster(engine, directory, LoopbackPort.free(0));
        Runtime.getRuntime().addShutdownHook(cluster.atExit);
        List<String> all = new ArrayList<>(List.of("--port", String.valueOf(cluster.port)));
        all.addAll(List.of(options));
        cluster.run("cluster", cluster.words("start", all));
        return cluster;
    }

    /** Submits the engine's job, as it is to be on a cluster. */
    void submit(KafkaConnection broker, Path checkpoints, String... settings) {
        run("submit-" + engine.wireName(), submission(broker, checkpoints, settings));
    }

    /** Submits it where that has to fail, and returns the last line of what is said. */
    String submitFails(KafkaConnection broker, Path checkpoints, String... settings) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(SCRIPTS.resolve("submit-" + engine.wireName()).toString()));
        command.addAll(submission(broker, checkpoints, settings));
        assertThat(exitCode(command)).isEqualTo(1);
        List<String> lines = Files.readAllLines(log);
        return lines.get(lines.size() - 1);
    }

    private List<String> submission(KafkaConnection broker, Path checkpoints, String... settings) {
        String address = (engine == Engine.SPARK ? "spark://127.0.0.1:" : "127.0.0.1:") + port;
        List<String> words = new ArrayList<>(List.of("--cluster", address));
        words.addAll(List.of("--config", SCRIPTS.resolve("fraud.properties").toString()));
        if (engine == Engine.SPARK) {
            words.add("--detach");
        }
        words.addAll(List.of("--", "--bootstrap.servers", broker.bootstrapServers()));
        words.addAll(List.of(
                "--checkpoint.dir",
                checkpoints.resolve(engine.wireName()).resolve("checkpoints").toString()));
        words.addAll(List.of(settings));
        return words;
    }

    /** What Flink's page says of all jobs, as JSON. */
    String jobs() throws IOException {
        try (InputStream in = URI.create("http://127.0.0.1:" + port + "/jobs/overview")
                .toURL()
                .openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Starts again the workers that have ended. */
    void revive() {
        run("cluster", words("revive", List.of()));
    }

    /**
     * Kills one of the processes of a kind, like {@code kill -9}.
     *
     * @return its number, or 0 if there is none at the moment
     */
    long kill(Part part) {
        return processes(part)
                .filter(ProcessHandle::destroyForcibly)
                .map(process -> process.onExit().join().pid())
                .findFirst()
                .orElse(0L);
    }

    /**
     * Those of this cluster: its own processes have its directory on their command line, what a worker starts is below
     * the worker.
     */
    private Stream<ProcessHandle> processes(Part part) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains("-Dfraud.cluster=" + directory))
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> commandLine(process).contains(part.mainClass));
    }

    /** Longer than {@link ProcessHandle.Info} gives. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private List<String> words(String action, List<String> options) {
        List<String> words = new ArrayList<>(List.of(action, engine.wireName(), "--dir", directory.toString()));
        words.addAll(options);
        return words;
    }

    private void run(String script, List<String> words) {
        List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(words);
        assertThat(exitCode(command))
                .as(() -> String.format(Locale.ROOT, "%s; its output: %s", command, log))
                .isZero();
    }

    private int exitCode(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void stop() {
        List<String> command =
                new ArrayList<>(List.of(SCRIPTS.resolve("cluster").toString()));
        command.addAll(words("stop", List.of()));
        exitCode(command);
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
