package fraud.kafka;

import fraud.kafka.BrokerAddresses.Address;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a listener answered to two requests of Kafka's protocol without TLS: {@code ApiVersions} of version 0, and
 * {@code Metadata} of version 1 of no topic, both of which every broker knows.
 *
 * @param kind what it speaks
 * @param brokers where clients are sent on to, if it said so
 */
record ProbeDialogue(Kind kind, List<Address> brokers) {

    private static final short API_VERSIONS = 18;
    private static final short METADATA = 3;
    private static final int CORRELATION = 0x66726175;
    private static final byte[] CLIENT_ID = "fraud-probe".getBytes(StandardCharsets.US_ASCII);
    /** A record of type alert, and the major version of all TLS there is. */
    private static final int TLS_ALERT = 0x1503;

    private static final int HTTP = 0x48545450;
    private static final byte[] HTTP_REQUEST =
            "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /** Of a cluster of some thousand brokers. */
    private static final int MAX_RESPONSE_BYTES = 1 << 20;

    private static final int MAX_BROKERS = 16;

    /** What a listener speaks. */
    enum Kind {
        /** Kafka, without TLS or a login. */
        KAFKA,
        /** Kafka, without TLS, to who has logged in. */
        KAFKA_WITH_LOGIN,
        /** It answered with an alert of TLS. */
        TLS,
        HTTP,
        /** It answered something else. */
        UNKNOWN,
        /** It closed the connection without an answer. */
        CLOSED,
        /** It did not answer in time. */
        SILENT
    }

    /** Talks to a listener; the socket has a timeout. */
    static ProbeDialogue with(Socket socket) {
        Kind kind = kind(socket);
        return kind == Kind.KAFKA ? brokers(socket) : of(kind);
    }

    /**
     * The first half of the talk, which troubles no broker: what a listener speaks. It is {@link Kind#KAFKA} with a
     * login or without one.
     *
     * @param socket has a timeout
     */
    static Kind kind(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            send(socket, API_VERSIONS, 0, new byte[0]);
            int size = in.readInt();
            if (size == HTTP) {
                return Kind.HTTP;
            }
            if (size >>> 16 == TLS_ALERT) {
                return Kind.TLS;
            }
            if (size < Integer.BYTES || size > MAX_RESPONSE_BYTES || in.readInt() != CORRELATION) {
                return Kind.UNKNOWN;
            }
            in.skipNBytes(size - Integer.BYTES);
            return Kind.KAFKA;
        } catch (SocketTimeoutException e) {
            return Kind.SILENT;
        } catch (IOException e) {
            return Kind.CLOSED;
        }
    }

    /**
     * Whether a listener answers a request of HTTP in HTTP. Many a server of it is silent, or closes, until it gets a
     * line that it can read; a broker closes.
     *
     * @param socket a connection of its own, with a timeout
     */
    static boolean isHttp(Socket socket) {
        try {
            socket.getOutputStream().write(HTTP_REQUEST);
            socket.getOutputStream().flush();
            return new DataInputStream(socket.getInputStream()).readInt() == HTTP;
        } catch (IOException e) {
            return false;
        }
    }

    private static ProbeDialogue of(Kind kind) {
        return new ProbeDialogue(kind, List.of());
    }

    private static ProbeDialogue brokers(Socket socket) {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            send(socket, METADATA, 1, new byte[Integer.BYTES]);
            in.readInt();
            in.readInt();
            int count = in.readInt();
            List<Address> brokers = new ArrayList<>();
            for (int i = 0; i < Math.min(count, MAX_BROKERS); i++) {
                in.readInt();
                String host = string(in);
                brokers.add(new Address(host, in.readInt()));
                string(in);
            }
            return new ProbeDialogue(Kind.KAFKA, List.copyOf(brokers));
        } catch (SocketTimeoutException e) {
            return of(Kind.KAFKA);
        } catch (IOException e) {
            // A listener that wants a login closes at any other request.
            return of(Kind.KAFKA_WITH_LOGIN);
        }
    }

    private static void send(Socket socket, int api, int version, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream request = new DataOutputStream(bytes);
        request.writeInt(2 * Short.BYTES + Integer.BYTES + Short.BYTES + CLIENT_ID.length + body.length);
        request.writeShort(api);
        request.writeShort(version);
        request.writeInt(CORRELATION);
        request.writeShort(CLIENT_ID.length);
        request.write(CLIENT_ID);
        request.write(body);
        socket.getOutputStream().write(bytes.toByteArray());
        socket.getOutputStream().flush();
    }

    private static String string(DataInputStream in) throws IOException {
        short length = in.readShort();
        return length < 0 ? "" : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
