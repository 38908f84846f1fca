package fraud.kafka;

import fraud.kafka.BrokerAddresses.Address;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks at the ports that a Kafka client gets no answer from: whether somebody listens there, and speaks as the client does. It asks in
 * Kafka's protocol without TLS for the versions it knows, which a listener answers before any login, and then for the brokers.
 */
public final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 2_000;
    /** Each may take some seconds. */
    private static final int MAX_ADDRESSES = 3;

    private BrokerProbe() {}

    /**
     * What keeps a client from being answered, in one line that says what to do; empty if an address is as it should be, or nothing can be
     * said.
     *
     * @param securityProtocol the client's {@code security.protocol}; anything else is taken for its default, {@code PLAINTEXT}
     */
    public static Optional<String> fault(BrokerAddresses addresses, String securityProtocol) {
        String protocol = securityProtocol.toUpperCase(Locale.ROOT);
        List<String> faults = new ArrayList<>();
        for (Address address : addresses
                .all()
                .subList(0, Math.min(MAX_ADDRESSES, addresses.all().size()))) {
            Optional<String> fault = fault(address, protocol);
            if (fault.isEmpty()) {
                return Optional.empty();
            }
            faults.add(fault.get());
        }
        return Optional.of(String.join("; ", new LinkedHashSet<>(faults)));
    }

    private static Optional<String> fault(Address address, String protocol) {
        try (Socket socket = connect(address)) {
            return spoken(address, protocol, ProbeDialogue.with(socket));
        } catch (IOException e) {
            return Optional.of(unreachable(address, e));
        }
    }

    private static Socket connect(Address address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String unreachable(Address address, IOException e) {
        if (e instanceof UnknownHostException) {
            return "host " + address.host() + " is not known: check its name";
        }
        if (e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused")) {
            return "nothing listens at " + address + ": start the broker, or check host and port";
        }
        return e instanceof SocketTimeoutException
                ? address + " does not answer: check host, port and firewalls"
                : address + " cannot be reached: " + e.getMessage();
    }

    private static Optional<String> spoken(Address address, String protocol, ProbeDialogue dialogue) {
        boolean clientHasTls = protocol.endsWith("SSL");
        return switch (dialogue.kind()) {
            case TLS ->
                clientHasTls
                        ? Optional.empty()
                        : Optional.of(address + " speaks TLS, and this client does not: set security.protocol to "
                                + (protocol.startsWith("SASL") ? "SASL_SSL" : "SSL or SASL_SSL")
                                + ", or name a listener without TLS");
            // It may only be slow.
            case SILENT -> Optional.empty();
            case HTTP -> Optional.of(address + " speaks HTTP, and is no Kafka broker: check host and port");
            case CLOSED, UNKNOWN ->
                clientHasTls
                        ? Optional.empty()
                        : Optional.of(
                                address
                                        + " takes connections, but does not answer as a Kafka broker does: check host and port");
            case KAFKA_WITH_LOGIN, KAFKA ->
                clientHasTls
                        ? Optional.of(
                                address + " speaks Kafka without TLS, and this client wants TLS (security.protocol is "
                                        + protocol + "): set it to "
                                        + (protocol.startsWith("SASL") ? "SASL_PLAINTEXT" : "PLAINTEXT")
                                        + ", or name a listener with TLS")
                        : withoutTls(address, protocol, dialogue);
        };
    }

    private static Optional<String> withoutTls(Address address, String protocol, ProbeDialogue dialogue) {
        if (protocol.startsWith("SASL")) {
            return Optional.empty();
        }
        if (dialogue.kind() == ProbeDialogue.Kind.KAFKA_WITH_LOGIN) {
            return Optional.of(address + " wants a login (SASL), and this client brings none: set security.protocol to"
                    + " SASL_PLAINTEXT, sasl.mechanism and sasl.jaas.config");
        }
        return advertised(address, dialogue.brokers());
    }

    /** A client goes on with the addresses that the first broker tells it. */
    private static Optional<String> advertised(Address asked, List<Address> brokers) {
        List<String> faults = new ArrayList<>();
        for (Address broker : brokers.subList(0, Math.min(MAX_ADDRESSES, brokers.size()))) {
            try {
                connect(broker).close();
                return Optional.empty();
            } catch (IOException e) {
                faults.add(unreachable(broker, e));
            }
        }
        return faults.isEmpty()
                ? Optional.empty()
                : Optional.of(asked + " answers, but sends clients on to "
                        + brokers.stream().map(Address::toString).collect(Collectors.joining(", ")) + ": "
                        + String.join("; ", faults) + "; see the broker's advertised.listeners");
    }
}
