package fraud.cli.process;

import fraud.cli.failure.OperationFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A Kafka broker for one run, in a JVM of its own: one node on the loopback address, its data in the workspace. It
 * writes whatever it is sent without compaction or expiry, and keeps about 350 MB of memory.
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

    private EmbeddedBroker() {}

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
        int brokerPort = LoopbackPort.free(port);
        int controllerPort = LoopbackPort.free(0);
        Path ready = workspace.data().resolve("broker-ready");
        // One that was killed before has left its own.
        ready.toFile().delete();
        ChildProcess broker = workspace.start(
                "broker",
                Installation.javaCommandHere(
                        JVM_OPTIONS,
                        BrokerMain.class.getName(),
                        List.of(
                                workspace.data().toString(),
                                directory.toString(),
                                ready.toString(),
                                String.valueOf(brokerPort),
                                String.valueOf(controllerPort))));
        Patience patience = new Patience(START_PATIENCE, System::nanoTime);
        ProcessSigns signs = new ProcessSigns(broker, patience);
        while (!Files.exists(ready)) {
            workspace.check();
            signs.look();
            if (patience.isOver()) {
                throw new OperationFailedException(
                        "the broker does not start: " + patience.describe() + " (log: " + broker.log() + ")");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        return BrokerMain.HOST + ":" + brokerPort;
    }
}
