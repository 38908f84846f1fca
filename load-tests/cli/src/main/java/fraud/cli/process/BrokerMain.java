package fraud.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** The broker's own process. Deletes the run's data at its end, since it may be the last that is left of a run. */
final class BrokerMain {

    /** It is to be reached from this machine only: it has no authentication. */
    static final String HOST = "127.0.0.1";

    private BrokerMain() {}

    /**
     * Arguments: the workspace to delete at the end, the log directory, the file to make when ready, broker and
     * controller port.
     */
    public static void main(String[] arguments) throws Exception {
        Path workspace = Path.of(arguments[0]);
        Path directory = Path.of(arguments[1]);
        Path ready = Path.of(arguments[2]);
        Map<String, String> config = config(directory, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]));
        Files.createDirectories(directory);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(config), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!directory.startsWith(workspace)) {
                // Its log is kept: shut down in order, it needs no recovery at the next start.
                server.shutdown();
            }
            Workspace.deleteTree(workspace);
            Runtime.getRuntime().halt(0);
        }));
        server.startup();
        Files.createFile(ready);
        server.awaitShutdown();
    }

    private static void format(Path directory) throws Exception {
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    private static Map<String, String> config(Path directory, int port, int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        config.put("controller.listener.names", "CONTROLLER");
        config.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        config.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("log.dirs", directory.toString());
        // Topics are made by name, with their settings; a detector with a wrong name is to be told so.
        config.put("auto.create.topics.enable", "false");
        config.put("offsets.topic.num.partitions", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("group.initial.rebalance.delay.ms", "0");
        // The least the cleaner takes; by default it allocates 128 MB.
        config.put("log.cleaner.dedupe.buffer.size", "2097152");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("log.retention.ms", "-1");
        // A record of the greatest size the detectors must be able to reject, and more.
        config.put("message.max.bytes", "16777216");
        config.put("replica.fetch.max.bytes", "16777216");
        return config;
    }
}
