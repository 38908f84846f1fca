package fraud.cli.topics;

import fraud.cli.process.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A broker in this JVM with a listener of each kind: open to all, with TLS, and with a login (SASL PLAIN) for
 * {@code admin}, who may do all, and {@code guest}, who may do nothing. Its key store is made with the JDK's keytool
 * when it is started.
 */
public final class SecuredBroker implements AutoCloseable {

    /** Password of both users; no message may repeat it. */
    public static final String PASSWORD = "s3cret-of-the-test";

    private static final String HOST = "127.0.0.1";
    private static final String STORE_PASSWORD = "store-pass-of-the-test";

    private final KafkaRaftServer server;
    private final Path directory;
    private final int openPort;
    private final int tlsPort;
    private final int loginPort;

    private SecuredBroker(Path directory) {
        this.directory = directory;
        this.openPort = LoopbackPort.free(0);
        this.tlsPort = LoopbackPort.free(0);
        this.loginPort = LoopbackPort.free(0);
        makeStores();
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .addDirectory(data().toString())
                    .setMetadataLogDirectory(data().toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        this.server = new KafkaRaftServer(new KafkaConfig(config(LoopbackPort.free(0))), Time.SYSTEM);
    }

    /** Starts one with its data below a directory. */
    public static SecuredBroker start(Path directory) {
        SecuredBroker broker = new SecuredBroker(directory);
        broker.server.startup();
        return broker;
    }

    /** The listener that is open to all. */
    public String open() {
        return HOST + ":" + openPort;
    }

    /** The listener with TLS. */
    public String tls() {
        return HOST + ":" + tlsPort;
    }

    /** The listener with a login. */
    public String login() {
        return HOST + ":" + loginPort;
    }

    /** What a client needs to trust the certificate. */
    public Map<String, String> trust() {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.location",
                store("trust").toString(),
                "ssl.truststore.password",
                STORE_PASSWORD);
    }

    /** What a client needs to log in. */
    public static Map<String, String> credentials(String user, String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user
                                + "\" password=\"" + password + "\";");
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private Map<String, String> config(int controllerPort) {
        Map<String, String> config = new HashMap<>();
        config.put("process.roles", "broker,controller");
        config.put("node.id", "1");
        config.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        config.put("controller.listener.names", "CONTROLLER");
        String own = "OPEN://" + open() + ",TLS://" + tls() + ",LOGIN://" + login();
        config.put("listeners", own + ",CONTROLLER://" + HOST + ":" + controllerPort);
        config.put("advertised.listeners", own);
        config.put("inter.broker.listener.name", "OPEN");
        config.put(
                "listener.security.protocol.map", "OPEN:PLAINTEXT,TLS:SSL,LOGIN:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("ssl.keystore.location", store("key").toString());
        config.put("ssl.keystore.password", STORE_PASSWORD);
        config.put("sasl.enabled.mechanisms", "PLAIN");
        config.put(
                "listener.name.login.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_admin=\"" + PASSWORD
                        + "\" user_guest=\"" + PASSWORD + "\";");
        config.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        config.put("super.users", "User:ANONYMOUS;User:admin");
        config.put("log.dirs", data().toString());
        config.put("auto.create.topics.enable", "false");
        config.put("offsets.topic.num.partitions", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("transaction.state.log.num.partitions", "1");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("log.cleaner.dedupe.buffer.size", "2097152");
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "2");
        return config;
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    private void makeStores() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path certificate = directory.resolve("broker.crt");
        keytool(
                "key",
                "-genkeypair -alias broker -keyalg RSA -keysize 2048 -validity 2 -dname CN=localhost -ext SAN=ip:"
                        + HOST);
        keytool("key", "-exportcert -alias broker -file " + certificate);
        keytool("trust", "-importcert -noprompt -alias broker -file " + certificate);
    }

    private void keytool(String store, String arguments) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
            command.addAll(List.of(arguments.split(" ")));
            command.addAll(List.of(
                    "-keystore", store(store).toString(), "-storetype", "PKCS12", "-storepass", STORE_PASSWORD));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("keytool.log").toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "keytool failed: " + Files.readString(directory.resolve("keytool.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
