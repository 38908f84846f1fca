package fraud.cli.process;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own process. Deletes the run's data at its end, since it may be the last that is left of a run. */
final class BrokerMain {

    private BrokerMain() {}

    /**
     * Arguments: the workspace to delete at the end, or nothing; the file with its settings; the file to make when
     * ready; the id of its cluster.
     */
    public static void main(String[] arguments) throws Exception {
        String workspace = arguments[0];
        Path ready = Path.of(arguments[2]);
        Properties config = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[1]))) {
            config.load(reader);
        }
        Path directory = Path.of(config.getProperty("log.dirs"));
        Files.createDirectories(directory);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory, arguments[3], Integer.parseInt(config.getProperty("node.id")));
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (workspace.isEmpty() || !directory.startsWith(workspace)) {
                // Its log is kept: shut down in order, it needs no recovery at the next start.
                server.shutdown();
            }
            if (!workspace.isEmpty()) {
                Workspace.deleteTree(Path.of(workspace));
            }
            Runtime.getRuntime().halt(0);
        }));
        server.startup();
        Files.createFile(ready);
        server.awaitShutdown();
    }

    private static void format(Path directory, String clusterId, int node) throws Exception {
        new Formatter()
                .setClusterId(clusterId)
                .setNodeId(node)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }
}
