package fraud.cli.process;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * Kafka brokers for one run, each in a JVM of its own, on the loopback address, their data in the workspace. They write
 * whatever they are sent without compaction or expiry, and keep about 350 MB of memory each.
 */
public final class EmbeddedBroker {

    private static final Duration START_PATIENCE = Duration.ofMinutes(1);
    private static final long POLL_NANOS = Duration.ofMillis(20).toNanos();
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:MaxDirectMemorySize=128m",
            "-Dfraud.log.level=error",
            "-Dfile.encoding=UTF-8");

    private final Workspace workspace;
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<BrokerNode> nodes;
    private final List<ChildProcess> processes = new ArrayList<>();

    private EmbeddedBroker(Workspace workspace, List<BrokerNode> nodes) {
        this.workspace = workspace;
        this.nodes = nodes;
    }

    /**
     * Rejects a port before anything is made for a broker at it.
     *
     * @param port as of {@link #start}
     * @throws OperationFailedException if it is busy
     */
    public static void requireFree(int port) {
        int unused = LoopbackPort.free(port);
    }

    /**
     * Starts a broker and waits until it answers. One that was killed in this workspace, or whose log was copied to
     * {@link #log}, is started again with its data.
     *
     * @param port port of the broker, or 0 for a free one
     * @return its address, as clients' {@code bootstrap.servers}
     * @throws OperationFailedException if the port is busy, or the broker does not start
     */
    public static String start(Workspace workspace, int port) {
        return start(workspace, log(workspace), port);
    }

    /** Where a broker of this workspace has its log. */
    public static Path log(Workspace workspace) {
        return workspace.data().resolve("broker");
    }

    /**
     * The same with its log elsewhere. Outside of the workspace it stays when the broker ends, and is left in order.
     *
     * @param directory of the log; made if it is not there
     */
    public static String start(Workspace workspace, Path directory, int port) {
        BrokerNode node = new BrokerNode(1, directory, LoopbackPort.free(port), LoopbackPort.free(0), null);
        EmbeddedBroker broker = new EmbeddedBroker(workspace, List.of(node));
        broker.processes.add(
                workspace.start("broker", broker.command(node, workspace.data().toString())));
        broker.awaitReady(node);
        return node.address();
    }

    /**
     * Starts some brokers that may be killed, with every topic on up to three of them, and waits until they answer.
     *
     * @param behind for each broker what else its clients may reach it through, if anything
     */
    public static EmbeddedBroker startMortal(Workspace workspace, int count, List<Passage> behind) {
        List<BrokerNode> nodes = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Passage passage = behind.isEmpty() ? null : behind.get(id - 1);
            nodes.add(new BrokerNode(
                    id,
                    workspace.data().resolve("broker-" + id),
                    LoopbackPort.free(0),
                    LoopbackPort.free(0),
                    passage == null ? null : new BrokerNode.Behind(passage.targetPort(), passage.port())));
        }
        EmbeddedBroker brokers = new EmbeddedBroker(workspace, List.copyOf(nodes));
        nodes.forEach(node -> brokers.processes.add(brokers.startMortal(node)));
        nodes.forEach(brokers::awaitReady);
        return brokers;
    }

    /**
     * A way to a broker.
     *
     * @param port that clients know
     * @param targetPort that they come out at
     */
    public record Passage(int port, int targetPort) {}

    /** The addresses of all, as clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return nodes.stream().map(BrokerNode::address).collect(Collectors.joining(","));
    }

    /** Kills one like {@code kill -9}; its data stay. */
    public void kill(int index) {
        ChildProcess process = processes.get(index);
        process.handle().ifPresent(ProcessHandle::destroyForcibly);
        workspace.stop(process);
    }

    /** Starts again one that was killed; returns at once. */
    public void startAgain(int index) {
        processes.set(index, startMortal(nodes.get(index)));
    }

    /** The processes of those that run. */
    public List<ProcessHandle> handles() {
        return processes.stream().flatMap(process -> process.handle().stream()).toList();
    }

    private ChildProcess startMortal(BrokerNode node) {
        // One of them deletes the data if this JVM is gone; one that is killed leaves them.
        String toDelete = node.id() == 1 ? workspace.data().toString() : "";
        return workspace.startToEnd("broker-" + node.id(), command(node, toDelete));
    }

    private List<String> command(BrokerNode node, String toDelete) {
        Path config = workspace.data().resolve("broker-" + node.id() + ".properties");
        try (Writer writer = Files.newBufferedWriter(config)) {
            node.config(nodes).store(writer, null);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + config + ": " + FileFailure.reason(config, e), e);
        }
        // One that was killed before has left its own.
        ready(node).toFile().delete();
        return Installation.javaCommandHere(
                JVM_OPTIONS,
                BrokerMain.class.getName(),
                List.of(toDelete, config.toString(), ready(node).toString(), clusterId));
    }

    private Path ready(BrokerNode node) {
        return workspace.data().resolve("broker-" + node.id() + "-ready");
    }

    private void awaitReady(BrokerNode node) {
        ChildProcess broker = processes.get(node.id() - 1);
        Patience patience = new Patience(START_PATIENCE, System::nanoTime);
        ProcessSigns signs = new ProcessSigns(broker, patience);
        while (!Files.exists(ready(node))) {
            workspace.check();
            signs.look();
            broker.failure().ifPresent(failure -> {
                throw new OperationFailedException(failure);
            });
            if (patience.isOver()) {
                throw new OperationFailedException(
                        "the broker does not start: " + patience.describe() + " (log: " + broker.log() + ")");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
