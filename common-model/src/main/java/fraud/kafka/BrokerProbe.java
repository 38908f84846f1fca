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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at ports before a Kafka client is made, and at those that one gets no answer from: whether anything listens
 * there, and speaks as the client does. It asks in Kafka's protocol without TLS for the versions it knows, which a
 * listener answers before any login, and then for the brokers; who says nothing to that is asked in HTTP.
 */
public final class BrokerProbe {

    private static final int TIMEOUT_MILLIS = 2_000;
    /** A broker that takes longer is left to the client, whose patience is greater. */
    private static final int FIRST_TIMEOUT_MILLIS = 500;

    /** Each may take some seconds. */
    private static final int MAX_ADDRESSES = 3;

    private BrokerProbe() {}

    /**
     * What keeps a client from being answered, in one line that says what to do; empty if an address is as it should
     * be, or nothing can be said.
     *
     * @param securityProtocol the client's {@code security.protocol}; anything else is taken for its default,
     *     {@code PLAINTEXT}
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

    /**
     * What speaks HTTP where brokers should be, in one line that says what to do; empty if one of the addresses may be
     * a broker's, or none speaks HTTP. A client without TLS that gets an answer in HTTP takes its first bytes for a
     * size, and runs out of memory: so this is to be known before. A broker is asked once, and answers at once; other
     * faults are left to be found by the client.
     *
     * @param securityProtocol the client's {@code security.protocol}, as of {@link #fault(BrokerAddresses, String)}
     */
    static Optional<String> http(BrokerAddresses addresses, String securityProtocol) {
        if (hasTls(securityProtocol.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        Set<String> faults = new LinkedHashSet<>();
        boolean isHttp = false;
        for (Address address : addresses.all()) {
            try {
                ProbeDialogue.Kind kind = talk(address, FIRST_TIMEOUT_MILLIS, ProbeDialogue::kind);
                if (!isHttp(address, kind, FIRST_TIMEOUT_MILLIS)) {
                    return Optional.empty();
                }
                isHttp = true;
                faults.add(speaksHttp(address));
            } catch (IOException e) {
                faults.add(unreachable(address, e));
            }
        }
        return isHttp ? Optional.of(String.join("; ", faults)) : Optional.empty();
    }

    private static boolean isHttp(Address address, ProbeDialogue.Kind kind, int timeoutMillis) {
        return switch (kind) {
            case HTTP -> true;
            case SILENT, CLOSED -> {
                try {
                    yield talk(address, timeoutMillis, ProbeDialogue::isHttp);
                } catch (IOException e) {
                    yield false;
                }
            }
            case KAFKA, KAFKA_WITH_LOGIN, TLS, UNKNOWN -> false;
        };
    }

    private static boolean hasTls(String protocol) {
        return protocol.endsWith("SSL");
    }

    private static Optional<String> fault(Address address, String protocol) {
        try {
            ProbeDialogue dialogue = talk(address, TIMEOUT_MILLIS, ProbeDialogue::with);
            return isHttp(address, dialogue.kind(), TIMEOUT_MILLIS)
                    ? Optional.of(speaksHttp(address))
                    : spoken(address, protocol, dialogue);
        } catch (IOException e) {
            return Optional.of(unreachable(address, e));
        }
    }

    /** On a connection of its own, which is closed after it: a server may take one at a time. */
    private static <T> T talk(Address address, int timeoutMillis, Function<Socket, T> talk) throws IOException {
        try (Socket socket = connect(address, timeoutMillis)) {
            return talk.apply(socket);
        }
    }

    private static Socket connect(Address address, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), timeoutMillis);
            socket.setSoTimeout(timeoutMillis);
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

    private static String speaksHttp(Address address) {
        return address + " speaks HTTP, and is no Kafka broker: check host and port";
    }

    private static Optional<String> spoken(Address address, String protocol, ProbeDialogue dialogue) {
        boolean clientHasTls = hasTls(protocol);
        return switch (dialogue.kind()) {
            case TLS ->
                clientHasTls
                        ? Optional.empty()
                        : Optional.of(address + " speaks TLS, and this client does not: set security.protocol to "
                                + (protocol.startsWith("SASL") ? "SASL_SSL" : "SSL or SASL_SSL")
                                + ", or name a listener without TLS");
            // It may only be slow.
            case SILENT -> Optional.empty();
            case HTTP -> Optional.of(speaksHttp(address));
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
                connect(broker, TIMEOUT_MILLIS).close();
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
