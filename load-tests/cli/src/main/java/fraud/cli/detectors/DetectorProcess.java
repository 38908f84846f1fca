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
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("checkpoint.dir", temporary.resolve("checkpoints").toString());
        if (engine == Engine.SPARK) {
            all.put("progress.file", progressFile(workspace).toString());
        }
        makeDirectories(Path.of(all.get("checkpoint.dir")));
        Path config = writeConfig(workspace.data(), name, connection, parameters, all);
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

    /**
     * Writes the file of settings of a detector.
     *
     * @param directory where to write it
     * @param name the detector's, and the file's
     * @param settings the job's own, besides those that follow from the other arguments
     * @return the file
     */
    public static Path writeConfig(
            Path directory,
            String name,
            KafkaConnection connection,
            DetectorParameters parameters,
            Map<String, String> settings) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", connection.bootstrapServers());
        connection.clientProperties().forEach((key, value) -> properties.setProperty("kafka." + key, value));
        properties.setProperty("detector.name", name);
        parameters.settings().forEach((key, value) -> properties.setProperty(key, value.toString()));
        properties.putAll(settings);
        Path config = directory.resolve(name + ".properties");
        try (Writer writer = Files.newBufferedWriter(config)) {
            properties.store(writer, null);
            return config;
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + config + ": " + FileFailure.reason(config, e), e);
        }
    }

    private static void makeDirectories(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + directory + ": " + FileFailure.reason(directory, e), e);
        }
    }
}
