package fraud.cli.detectors;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.score.ModelRole;
import fraud.score.StartingModels;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Starts a detector in a JVM of its own, on the class path of its own module. */
public final class DetectorProcess {

    private DetectorProcess() {}

    /**
     * Starts a detector; returns at once.
     *
     * @param settings the job's own settings, besides those that follow from the other arguments
     * @throws OperationFailedException if it is not built
     */
    public static ChildProcess start(
            Installation installation,
            Workspace workspace,
            Engine engine,
            KafkaConnection connection,
            DetectorParameters parameters,
            Map<String, String> settings) {
        String name = engine.wireName();
        Path temporary = workspace.data().resolve(name);
        Path config = workspace.data().resolve(name + ".properties");
        Map<String, String> all = new HashMap<>(settings);
        if (engine == Engine.SPARK) {
            all.put("progress.file", progressFile(workspace).toString());
        }
        write(config, properties(name, temporary, connection, parameters, all));
        List<String> command = installation.javaCommand(
                "fraud-" + name,
                Stream.concat(jvmOptions(engine).stream(), Stream.of("-Djava.io.tmpdir=" + temporary))
                        .toList(),
                "fraud." + name + ".FraudJob",
                List.of("--config", config.toString()));
        return workspace.start(name, command);
    }

    /** Where Spark tells of each of its batches: its setting {@code progress.file}. */
    public static Path progressFile(Workspace workspace) {
        return workspace.data().resolve("spark-progress.jsonl");
    }

    /** The settings that have a detector start with these models. */
    public static Map<String, String> settings(StartingModels models) {
        Map<String, String> settings = new HashMap<>();
        models.model(ModelRole.CHAMPION).ifPresent(model -> settings.put("model.dir", model.directory()));
        models.model(ModelRole.CHALLENGER).ifPresent(model -> settings.put("challenger.dir", model.directory()));
        if (models.modelsDirectory() != null) {
            settings.put("models.dir", models.modelsDirectory());
        }
        return settings;
    }

    /**
     * What a detector's JVM is started with, besides what its module asks for. So much heap that the pair, the broker
     * and the launcher stay within 6 GiB; what each needs outside the heap is about as much again.
     *
     * @throws IllegalArgumentException for the reference, which has no process
     */
    public static List<String> jvmOptions(Engine engine) {
        return switch (engine) {
            case FLINK -> List.of("-Xmx1g", "-XX:+ExitOnOutOfMemoryError");
            case SPARK -> List.of("-Xmx1280m", "-XX:+ExitOnOutOfMemoryError");
            case REFERENCE -> throw new IllegalArgumentException("the reference runs in this JVM");
        };
    }

    private static Properties properties(
            String name,
            Path temporary,
            KafkaConnection connection,
            DetectorParameters parameters,
            Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", connection.bootstrapServers());
        connection.clientProperties().forEach((key, value) -> properties.setProperty("kafka." + key, value));
        properties.setProperty("detector.name", name);
        parameters.settings().forEach((key, value) -> properties.setProperty(key, value.toString()));
        properties.setProperty(
                "checkpoint.dir", temporary.resolve("checkpoints").toString());
        properties.putAll(settings);
        return properties;
    }

    private static void write(Path config, Properties properties) {
        try {
            Files.createDirectories(Path.of(properties.getProperty("checkpoint.dir")));
            try (Writer writer = Files.newBufferedWriter(config)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + config + ": " + FileFailure.reason(config, e), e);
        }
    }
}
