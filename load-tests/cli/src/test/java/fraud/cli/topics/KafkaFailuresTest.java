package fraud.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.Cli;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.monitor.ReferencedModel;
import fraud.config.DetectorParameters;
import fraud.topics.InputTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.util.ExceptionUtils;

/**
 * Goal: whatever keeps a cluster from being worked with is reported as what it is, by every command, without a secret.
 * Method: a broker with a listener of each kind, and clients that do not fit it.
 */
@Tag("engine")
@TestInstance(Lifecycle.PER_CLASS)
class KafkaFailuresTest {

    private static final String RULES = "rules:\n  velocityCount:\n    maxCount: 5\n";

    @TempDir
    private static Path directory;

    private SecuredBroker broker;

    @BeforeAll
    void startBroker() {
        broker = SecuredBroker.start(directory.resolve("broker"));
    }

    @AfterAll
    void stopBroker() {
        broker.close();
    }

    private static void assertFails(String address, Map<String, String> properties, String... messages) {
        assertThatThrownBy(
                        () -> new KafkaConnection(address, properties).admin().close())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("cannot work with Kafka at " + address + ": ")
                .hasMessageNotContainingAny(SecuredBroker.PASSWORD, "\n")
                .message()
                .contains(messages);
    }

    private static Map<String, String> with(Map<String, String> properties, String key, String value) {
        Map<String, String> changed = new HashMap<>(properties);
        changed.put(key, value);
        return changed;
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT) // it waits
    void tlsOnOneSideOnly() {
        assertFails(broker.tls(), Map.of(), "speaks TLS, and this client does not", "set security.protocol to SSL");
        assertFails(broker.open(), broker.trust(), "speaks Kafka without TLS, and this client wants TLS");
    }

    @Test
    void aCertificateThatIsNotTrusted() {
        assertFails(broker.tls(), Map.of("security.protocol", "SSL"), "is not trusted", "ssl.truststore.location");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT) // it waits
    void aLoginOnOneSideOnly() {
        assertFails(broker.login(), Map.of(), "wants a login (SASL)");
        assertFails(
                broker.open(),
                SecuredBroker.credentials("admin", SecuredBroker.PASSWORD),
                "expects no login (SASL) on this listener");
    }

    @Test
    void aWrongPassword() {
        assertFails(
                broker.login(),
                SecuredBroker.credentials("admin", SecuredBroker.PASSWORD + "x"),
                "rejects the login",
                "check user and password");
    }

    @Test
    void aMechanismThatIsNotEnabled() {
        Map<String, String> scram = SecuredBroker.credentials("admin", SecuredBroker.PASSWORD).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().replace("plain.PlainLoginModule", "scram.ScramLoginModule")));

        assertFails(
                broker.login(),
                with(scram, "sasl.mechanism", "SCRAM-SHA-256"),
                "'SCRAM-SHA-256' not enabled",
                "enabled mechanisms are [PLAIN]");
    }

    @Test
    void propertiesThatMakeNoClient() {
        assertFails(
                broker.tls(),
                with(broker.trust(), "ssl.truststore.location", "/none.p12"),
                "Failed to load SSL keystore /none.p12");
        assertFails(
                broker.login(),
                with(
                        SecuredBroker.credentials("admin", "x"),
                        "sasl.jaas.config",
                        "Module required password=\"" + SecuredBroker.PASSWORD),
                "sasl.jaas.config cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=u password=hun ter2secret;",
                "broken hunter2secret",
                "hunter2secret required;"
            })
    void anEntryOfTheLoginThatCannotBeReadWithoutAPieceOfIt(String entry) throws IOException {
        Map<String, String> properties = with(SecuredBroker.credentials("admin", "x"), "sasl.jaas.config", entry);

        assertThatThrownBy(() ->
                        new KafkaConnection(broker.login(), properties).admin().close())
                .hasStackTraceContaining("cannot work with Kafka at ")
                .satisfies(failure ->
                        assertThat(ExceptionUtils.readStackTrace(failure)).doesNotContain("ter2secret"));
        assertThat(said("generate --count 10", broker.login(), properties)).doesNotContain("ter2secret");
    }

    /** A Kafka client that is made would take the answer for a size of a gigabyte: there is to be none. */
    @Test
    void anAddressThatSpeaksHttp() throws IOException {
        List<String> requests = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var unused = CompletableFuture.runAsync(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept()) {
                        byte[] request = new byte[256];
                        int read = socket.getInputStream().read(request);
                        requests.add(new String(request, 0, Math.max(0, read), StandardCharsets.ISO_8859_1));
                        socket.getOutputStream()
                                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    } catch (IOException e) {
                        // The client has gone.
                    }
                }
            });

            assertFails("127.0.0.1:" + server.getLocalPort(), Map.of(), "speaks HTTP, and is no Kafka broker");
        }
        assertThat(requests).isNotEmpty().allMatch(request -> request.endsWith("fraud-probe"));
    }

    @Test
    void aHostThatIsNotKnown() {
        assertFails("nohost.invalid:9092", Map.of(), "host nohost.invalid is not known");
    }

    @Test
    void whoFitsTheListenerIsLetIn() {
        for (KafkaConnection connection : List.of(
                KafkaConnection.to(broker.open()),
                new KafkaConnection(broker.tls(), broker.trust()),
                new KafkaConnection(broker.login(), SecuredBroker.credentials("guest", SecuredBroker.PASSWORD)))) {
            connection.admin().close();
        }
    }

    private static Stream<String> commands() {
        return Stream.of(
                "card block c1",
                "heartbeat",
                "generate --count 10",
                "reconcile --engine flink",
                "rules show",
                "rules history",
                "rules publish RULES --effective-from +5m",
                "model show",
                "model publish --role champion --none --in 5m",
                "model compare --engine flink",
                "model monitor --engine flink --model MODEL");
    }

    /** What a command says of a cluster, its exit code before it. */
    private String said(String command, String address, Map<String, String> properties) throws IOException {
        Path config = Files.writeString(
                directory.resolve("client.properties"),
                properties.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        Path rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
        StringWriter err = new StringWriter();
        String line = command.replace("RULES", rules.toString())
                        .replace("MODEL", ReferencedModel.oak(directory).toString())
                + " --bootstrap-servers " + address
                + " --kafka-config " + config;
        int code =
                new Cli().run(new PrintWriter(new StringWriter(), true), new PrintWriter(err, true), line.split(" "));
        return code + " " + err;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysOfAnAddressWithoutPortWhatItLacks(String command) throws IOException {
        assertThat(said(command, "localhost", Map.of()))
                .startsWith("2 error: --bootstrap-servers: localhost has no port");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysThatTheLoginIsRejectedAndNotThePassword(String command) throws IOException {
        assertThat(said(command, broker.login(), SecuredBroker.credentials("admin", "wr0ng-password")))
                .startsWith("1 error: cannot work with Kafka at " + broker.login() + ": the broker rejects the login")
                .doesNotContain("wr0ng-password");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysThatATopicIsNotThere(String command) throws IOException {
        assertThat(said(command, broker.open(), Map.of()))
                .startsWith("1 error: cannot describe ")
                .contains("there is no such topic on this cluster");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysThatItIsNotAllowed(String command) throws IOException {
        assertThat(said(command, broker.login(), SecuredBroker.credentials("guest", SecuredBroker.PASSWORD)))
                .startsWith("1 error: cannot describe ")
                .contains("the cluster does not allow it", "(an ACL)");
    }

    @Test
    void aBrokerThatGoesAwayWhileATopicIsReadEndsTheReading() {
        SecuredBroker other = SecuredBroker.start(directory.resolve("other"));
        KafkaConnection connection = KafkaConnection.to(other.open());
        InputTopics topics = new InputTopics("t", "l", "r");
        try (Admin admin = connection.admin()) {
            Topics.createInputs(admin, topics, DetectorParameters.defaults(1), Topics.Timestamps.PUBLISHER);
            try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, "t"))) {
                other.close();
                assertThatThrownBy(() -> reader.readToEnd(record -> {})).isInstanceOf(TimeoutException.class);
            }
        }
    }
}
