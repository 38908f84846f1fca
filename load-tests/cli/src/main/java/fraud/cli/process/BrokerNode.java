package fraud.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One broker of a run, which is a controller, too.
 *
 * @param id from 1
 * @param directory of its log
 * @param port that it listens at on the loopback address
 * @param controllerPort the same for its controller
 * @param behind what some clients reach it through
 */
record BrokerNode(int id, Path directory, int port, int controllerPort, Behind behind) {

    /** It is to be reached from this machine only: it has no authentication. */
    static final String HOST = "127.0.0.1";

    private static final String LISTENER = "PLAINTEXT";
    private static final String LISTENER_BEHIND = "BEHIND";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int MOST_REPLICAS = 3;

    /**
     * A second address of a broker.
     *
     * @param port that it listens at
     * @param advertisedPort where clients that ask there are sent to: something that passes on to {@code port}
     */
    record Behind(int port, int advertisedPort) {}

    /** Its address, as clients' {@code bootstrap.servers}. */
    String address() {
        return HOST + ":" + port;
    }

    /** Its settings in a cluster of some. */
    Properties config(List<BrokerNode> all) {
        Properties config = new Properties();
        config.setProperty("process.roles", "broker,controller");
        config.setProperty("node.id", String.valueOf(id));
        config.setProperty(
                "controller.quorum.voters",
                all.stream()
                        .map(node -> node.id + "@" + HOST + ":" + node.controllerPort)
                        .collect(Collectors.joining(",")));
        config.setProperty("controller.listener.names", CONTROLLER);
        config.setProperty("inter.broker.listener.name", LISTENER);
        String listeners = LISTENER + "://" + HOST + ":" + port;
        String protocols = LISTENER + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT";
        config.setProperty(
                "listeners",
                listeners + behind("," + LISTENER_BEHIND + "://" + HOST + ":", behind == null ? 0 : behind.port) + ","
                        + CONTROLLER + "://" + HOST + ":" + controllerPort);
        config.setProperty(
                "advertised.listeners",
                listeners
                        + behind(
                                "," + LISTENER_BEHIND + "://" + HOST + ":",
                                behind == null ? 0 : behind.advertisedPort));
        config.setProperty(
                "listener.security.protocol.map",
                protocols + (behind == null ? "" : "," + LISTENER_BEHIND + ":PLAINTEXT"));
        config.setProperty("log.dirs", directory.toString());
        // Topics are made by name, with their settings; a detector with a wrong name is to be told so.
        config.setProperty("auto.create.topics.enable", "false");
        int replicas = Math.min(all.size(), MOST_REPLICAS);
        // With three, one of them may be away.
        int inSync = Math.max(1, replicas - 1);
        config.setProperty("default.replication.factor", String.valueOf(replicas));
        config.setProperty("min.insync.replicas", String.valueOf(inSync));
        config.setProperty("offsets.topic.num.partitions", "1");
        config.setProperty("offsets.topic.replication.factor", String.valueOf(replicas));
        config.setProperty("transaction.state.log.num.partitions", "1");
        config.setProperty("transaction.state.log.replication.factor", String.valueOf(replicas));
        config.setProperty("transaction.state.log.min.isr", String.valueOf(inSync));
        config.setProperty("share.coordinator.state.topic.num.partitions", "1");
        config.setProperty("share.coordinator.state.topic.replication.factor", String.valueOf(replicas));
        config.setProperty("share.coordinator.state.topic.min.isr", String.valueOf(inSync));
        config.setProperty("group.initial.rebalance.delay.ms", "0");
        // The least the cleaner takes; by default it allocates 128 MB.
        config.setProperty("log.cleaner.dedupe.buffer.size", "2097152");
        config.setProperty("num.network.threads", "2");
        config.setProperty("num.io.threads", "4");
        config.setProperty("log.retention.ms", "-1");
        // A record of the greatest size the detectors must be able to reject, and more.
        config.setProperty("message.max.bytes", "16777216");
        config.setProperty("replica.fetch.max.bytes", "16777216");
        return config;
    }

    private String behind(String prefix, int ofPort) {
        return behind == null ? "" : prefix + ofPort;
    }
}
