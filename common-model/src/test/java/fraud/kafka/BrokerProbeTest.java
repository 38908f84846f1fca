package fraud.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.kafka.BrokerAddresses.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Goal: a port says what it speaks. Method: a server of a few lines for each kind; none needs a client's time to run
 * out.
 */
class BrokerProbeTest {

    private final List<ServerSocket> servers = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private interface Talk {
        void with(DataInputStream in, DataOutputStream out) throws IOException;
    }

    /** Serves one connection after the other. */
    private BrokerAddresses serve(Talk talk) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        servers.add(server);
        var unused = CompletableFuture.runAsync(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    connections.incrementAndGet();
                    talk.with(
                            new DataInputStream(socket.getInputStream()),
                            new DataOutputStream(socket.getOutputStream()));
                } catch (IOException e) {
                    // The prober has gone.
                }
            }
        });
        return new BrokerAddresses(List.of(new Address("127.0.0.1", server.getLocalPort())));
    }

    private static BrokerAddresses both(BrokerAddresses first, BrokerAddresses second) {
        return new BrokerAddresses(List.of(first.all().get(0), second.all().get(0)));
    }

    @AfterEach
    void stop() throws IOException {
        for (ServerSocket server : servers) {
            server.close();
        }
    }

    private static String fault(BrokerAddresses addresses, String protocol) {
        return BrokerProbe.fault(addresses, protocol)
                .orElse("")
                .replace(addresses.all().get(0).toString(), "B");
    }

    private static byte[] request(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void answer(DataOutputStream out, byte[] request, byte[] body) throws IOException {
        out.writeInt(Integer.BYTES + body.length);
        out.write(request, 2 * Short.BYTES, Integer.BYTES);
        out.write(body);
        out.flush();
    }

    private static byte[] brokers(Address broker) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(bytes);
        body.writeInt(1);
        body.writeInt(7);
        body.writeUTF(broker.host());
        body.writeInt(broker.port());
        body.writeShort(-1);
        body.writeInt(7);
        body.writeInt(0);
        return bytes.toByteArray();
    }

    private static Talk kafka(Address sentOnTo) {
        return (in, out) -> {
            answer(out, request(in), new byte[6]);
            answer(out, request(in), brokers(sentOnTo));
        };
    }

    private static final Talk WITH_LOGIN = (in, out) -> {
        answer(out, request(in), new byte[6]);
        request(in);
    };

    private static final Talk TLS = (in, out) -> out.write(new byte[] {0x15, 3, 3, 0, 2, 2, 80});

    private static final String BAD_REQUEST = "HTTP/1.1 400 Bad Request\r\n";

    private static final Talk HTTP = (in, out) -> {
        out.write(BAD_REQUEST.getBytes(StandardCharsets.US_ASCII));
        // It goes when the prober does, whose request would else be answered by a reset.
        in.readAllBytes();
    };

    /** Says nothing before it has read a line. */
    private static final Talk HTTP_AFTER_A_LINE = (in, out) -> {
        int read = in.read();
        while (read >= 0 && read != '\n') {
            read = in.read();
        }
        if (read >= 0) {
            HTTP.with(in, out);
        }
    };

    /** Closes at whatever does not begin as a request of HTTP does. */
    private static final Talk HTTP_OR_CLOSE = (in, out) -> {
        if (in.read() == 'G') {
            HTTP.with(in, out);
        }
    };

    @Test
    void aHostThatIsNotKnownIsNamed() {
        assertThat(BrokerProbe.fault(BrokerAddresses.parse("b", "nohost.invalid:9092"), "PLAINTEXT"))
                .contains("host nohost.invalid is not known: check its name");
    }

    @Test
    void soIsAPortWhereNothingListens() throws IOException {
        BrokerAddresses addresses;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            addresses = new BrokerAddresses(List.of(new Address("127.0.0.1", closed.getLocalPort())));
        }

        assertThat(fault(addresses, "PLAINTEXT"))
                .isEqualTo("nothing listens at B: start the broker, or check host and port");
    }

    @Test
    void tlsOnOneSideOnlyIsReportedFromEitherSide() throws IOException {
        assertThat(fault(serve(TLS), "PLAINTEXT"))
                .isEqualTo("B speaks TLS, and this client does not: set security.protocol to SSL or SASL_SSL, or name a"
                        + " listener without TLS");
        assertThat(fault(serve(TLS), "SASL_PLAINTEXT")).contains("set security.protocol to SASL_SSL");
        assertThat(fault(serve(WITH_LOGIN), "SASL_SSL"))
                .isEqualTo(
                        "B speaks Kafka without TLS, and this client wants TLS (security.protocol is SASL_SSL): set it to"
                                + " SASL_PLAINTEXT, or name a listener with TLS");
    }

    @Test
    void onBothSidesItIsNoFault() throws IOException {
        assertThat(fault(serve(TLS), "ssl")).isEmpty();
    }

    @Test
    void aListenerThatWantsALoginSaysSoToAClientWithoutOneOnly() throws IOException {
        assertThat(fault(serve(WITH_LOGIN), "null")).startsWith("B wants a login (SASL)");
        assertThat(fault(serve(WITH_LOGIN), "SASL_PLAINTEXT")).isEmpty();
    }

    @Test
    void whatIsNoBrokerIsReported() throws IOException {
        for (Talk http : List.of(HTTP, HTTP_AFTER_A_LINE, HTTP_OR_CLOSE)) {
            assertThat(fault(serve(http), "PLAINTEXT"))
                    .isEqualTo("B speaks HTTP, and is no Kafka broker: check host and port");
        }
        assertThat(fault(serve((in, out) -> {}), "PLAINTEXT")).contains("does not answer as a Kafka broker does");
        assertThat(fault(serve((in, out) -> out.write(new byte[] {9, 9, 9, 9, 9, 9, 9, 9})), "PLAINTEXT"))
                .contains("does not answer as a Kafka broker does");
    }

    @Test
    void aBrokerThatSendsClientsOnToWhereNothingListensIsReportedByThatAddress() throws IOException {
        int unused;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = closed.getLocalPort();
        }

        assertThat(fault(serve(kafka(new Address("127.0.0.1", unused))), "PLAINTEXT"))
                .startsWith("B answers, but sends clients on to 127.0.0.1:" + unused + ": nothing listens at")
                .endsWith("; see the broker's advertised.listeners");
    }

    @Test
    void aBrokerThatIsAsItShouldBeHasNoFault() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(fault(serve(kafka(new Address("127.0.0.1", other.getLocalPort()))), "PLAINTEXT"))
                    .isEmpty();
        }
    }

    @Test
    void oneAddressWithoutFaultIsEnough() throws IOException {
        BrokerAddresses tls = serve(TLS);
        BrokerAddresses both = new BrokerAddresses(
                List.of(new Address("nohost.invalid", 1), tls.all().get(0)));

        assertThat(BrokerProbe.fault(both, "SSL")).isEmpty();
    }

    @Test
    void whatSpeaksHttpIsReportedBeforeAClientIsMade() throws IOException {
        for (Talk http : List.of(HTTP, HTTP_AFTER_A_LINE, HTTP_OR_CLOSE)) {
            BrokerAddresses addresses = serve(http);

            assertThatThrownBy(() -> new BrokerContact(addresses, Map.of()).requireNoHttp())
                    .isInstanceOf(KafkaFailureException.class)
                    .hasMessage(addresses.all().get(0) + " speaks HTTP, and is no Kafka broker: check host and port");
        }
    }

    @Test
    void aBrokerBesideItIsEnoughAndIsAskedOnce() throws IOException {
        BrokerAddresses broker = serve(WITH_LOGIN);

        new BrokerContact(broker, Map.of()).requireNoHttp();

        assertThat(connections).hasValue(1);
        new BrokerContact(both(serve(HTTP), broker), Map.of()).requireNoHttp();
    }

    @Test
    void anAddressBesideItWhereNothingListensIsNot() throws IOException {
        BrokerAddresses unknown = BrokerAddresses.parse("b", "nohost.invalid:1");

        assertThatThrownBy(() -> new BrokerContact(both(unknown, serve(HTTP)), Map.of()).requireNoHttp())
                .hasMessageContaining("host nohost.invalid is not known")
                .hasMessageContaining("speaks HTTP");
        new BrokerContact(unknown, Map.of()).requireNoHttp();
    }

    @Test
    void otherFaultsAreLeftToBeFoundByTheClient() throws IOException {
        new BrokerContact(serve(TLS), Map.of()).requireNoHttp();
        new BrokerContact(serve((in, out) -> {}), Map.of()).requireNoHttp();
        new BrokerContact(serve((in, out) -> in.readAllBytes()), Map.of()).requireNoHttp();
        new BrokerContact(serve(HTTP), Map.of("security.protocol", "SASL_SSL")).requireNoHttp();
    }

    @Test
    void aSilentFutureIsAskedAgainOnlyWhereThePortsSayNothing() throws Exception {
        BrokerContact contact = new BrokerContact(serve(TLS), Map.of("security.protocol", "SSL"), Duration.ZERO);
        CompletableFuture<String> late = new CompletableFuture<>();
        BrokerContact.Answer<String> answer = (timeout, unit) -> {
            if (timeout == 0) {
                throw new TimeoutException();
            }
            late.complete("came");
            return late.get(timeout, unit);
        };

        String came = contact.await(answer, Duration.ofSeconds(20));

        assertThat(came).isEqualTo("came");
    }

    @Test
    void aSilentFutureEndsWithWhatThePortsSay() throws IOException {
        BrokerContact contact = new BrokerContact(serve(TLS), Map.of(), Duration.ZERO);

        assertThatThrownBy(() -> contact.await(new CompletableFuture<>()::get, Duration.ofSeconds(20)))
                .isInstanceOf(KafkaFailureException.class)
                .hasMessageContaining("speaks TLS, and this client does not");
    }

    @Test
    void aFutureThatFailsSaysWhatItMeans() {
        BrokerContact contact = new BrokerContact(
                BrokerAddresses.parse("b", "nohost.invalid:1"), Map.of("x.password", "s3cret"), Duration.ofSeconds(1));
        CompletableFuture<String> failed = CompletableFuture.failedFuture(new IllegalStateException("bad s3cret"));

        assertThatThrownBy(() -> contact.await(failed::get, Duration.ofSeconds(20)))
                .isInstanceOf(KafkaFailureException.class)
                .hasMessage("bad ***");
        assertThat(contact.failure(new IllegalStateException("No resolvable bootstrap urls given")))
                .hasMessage("host nohost.invalid is not known: check its name");
    }

    @Test
    void aFutureThatHasItsAnswerAsksNoPort() throws Exception {
        BrokerContact contact = new BrokerContact(BrokerAddresses.parse("b", "nohost.invalid:1"), Map.of());
        CompletableFuture<String> here = CompletableFuture.completedFuture("here");

        String answer = contact.await(here::get, Duration.ofSeconds(1));

        assertThat(answer).isEqualTo("here");
    }
}
