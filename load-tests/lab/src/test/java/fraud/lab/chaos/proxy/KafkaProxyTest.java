package fraud.lab.chaos.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fraud.cli.process.LoopbackPort;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client and a broker of the test's own, with the proxy between them. */
class KafkaProxyTest {

    private static final short PRODUCE = 0;
    private static final short END_TXN = 26;
    private static final int SHORT_MILLIS = 300;

    private ServerSocket broker;
    private KafkaProxy proxy;
    private Socket client;
    private Socket atBroker;

    @BeforeEach
    void connect() throws IOException {
        broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        int port = LoopbackPort.free(0);
        proxy = new KafkaProxy(port, broker.getLocalPort());
        client = new Socket(InetAddress.getLoopbackAddress(), port);
        atBroker = broker.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        atBroker.close();
        proxy.close();
        broker.close();
    }

    private void send(short request, String body) throws IOException {
        DataOutputStream out = new DataOutputStream(client.getOutputStream());
        out.writeInt(Short.BYTES + body.length());
        out.writeShort(request);
        out.write(body.getBytes(US_ASCII));
        out.flush();
    }

    private String received() throws IOException {
        DataInputStream in = new DataInputStream(atBroker.getInputStream());
        int length = in.readInt();
        short request = in.readShort();
        return request + " " + new String(in.readNBytes(length - Short.BYTES), US_ASCII);
    }

    @Test
    void passesOnRequestsAndAnswers() throws IOException {
        send(PRODUCE, "hello");
        assertThat(received()).isEqualTo("0 hello");

        atBroker.getOutputStream().write("world".getBytes(US_ASCII));
        assertThat(new String(client.getInputStream().readNBytes(5), US_ASCII)).isEqualTo("world");
    }

    @Test
    void keepsEverythingWhileItIsCut() throws IOException {
        atBroker.setSoTimeout(SHORT_MILLIS);
        client.setSoTimeout(SHORT_MILLIS);
        proxy.cut();
        send(PRODUCE, "hello");
        atBroker.getOutputStream().write(7);

        assertThatThrownBy(this::received).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

        proxy.mend();
        atBroker.setSoTimeout(0);
        client.setSoTimeout(0);
        assertThat(received()).isEqualTo("0 hello");
        assertThat(client.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void keepsEndsOfTransactionsAlone() throws IOException {
        proxy.holdCommits();
        send(PRODUCE, "record");
        assertThat(received()).isEqualTo("0 record");

        send(END_TXN, "commit");
        await().until(() -> proxy.heldCommits() == 1);
        proxy.releaseCommits();
        assertThat(received()).isEqualTo("26 commit");
        assertThat(proxy.heldCommits()).isZero();
    }

    @Test
    void closesWhatIsOpen() throws IOException {
        proxy.close();

        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
}
