package fraud.lab.chaos.proxy;

import fraud.cli.failure.OperationFailedException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a broker and some of its clients, and passes on what they say, or keeps it: as a network that is cut
 * would, or of what is said the ends of transactions only.
 */
public final class KafkaProxy implements AutoCloseable {

    private static final int ANSWER_BYTES = 1 << 16;
    private static final int API_KEY_BYTES = 2;
    private static final int GREATEST_REQUEST = 64 << 20;

    private final int targetPort;
    private final ServerSocket server;
    private final Gate gate = new Gate();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * Listens on the loopback address.
     *
     * @param port where clients come
     * @param targetPort of the broker
     * @throws OperationFailedException if the port is busy
     */
    public KafkaProxy(int port, int targetPort) {
        this.targetPort = targetPort;
        try {
            this.server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new OperationFailedException("port " + port + " is busy: " + e.getMessage(), e);
        }
        start("proxy", this::accept);
    }

    /** Cuts the connection: nothing goes through any more, in neither direction, and nobody is told. */
    public void cut() {
        gate.cut(true);
    }

    /** Ends that. What was kept goes through. */
    public void mend() {
        gate.cut(false);
    }

    /** From now on the ends of transactions are kept, and what their connections say after them. */
    public void holdCommits() {
        gate.holdCommits(true);
    }

    /** Ends that. What was kept goes through, also of a client that is gone meanwhile. */
    public void releaseCommits() {
        gate.holdCommits(false);
    }

    /** How many ends of transactions are kept at the moment. */
    public int heldCommits() {
        return gate.heldCommits();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                start("proxy-client", () -> connect(client));
            }
        } catch (IOException e) {
            // It is closed.
            close();
        }
    }

    private void connect(Socket client) {
        try {
            // A client that connects while all is cut waits as long as it likes.
            gate.pass();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), targetPort);
            open.add(broker);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            start("proxy-answers", () -> {
                try {
                    passAnswers(broker, client);
                } catch (IOException e) {
                    // One of them is gone, and so is the other.
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    close(client);
                    close(broker);
                }
            });
            try {
                passRequests(client, broker);
            } finally {
                close(broker);
            }
        } catch (IOException e) {
            // One of them is gone, and so is the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(client);
        }
    }

    /** A request is its length, and that many bytes, which begin with its number. */
    private void passRequests(Socket client, Socket broker) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream(), ANSWER_BYTES));
        OutputStream out = broker.getOutputStream();
        while (true) {
            int length = in.readInt();
            if (length < API_KEY_BYTES || length > GREATEST_REQUEST) {
                throw new IOException("a request of " + length + " bytes");
            }
            byte[] request = new byte[Integer.BYTES + length];
            request[0] = (byte) (length >>> 24);
            request[1] = (byte) (length >>> 16);
            request[2] = (byte) (length >>> 8);
            request[3] = (byte) length;
            in.readFully(request, Integer.BYTES, length);
            gate.pass((short) ((request[Integer.BYTES] << 8) | (request[Integer.BYTES + 1] & 0xff)));
            out.write(request);
        }
    }

    private void passAnswers(Socket broker, Socket client) throws IOException, InterruptedException {
        byte[] answer = new byte[ANSWER_BYTES];
        OutputStream out = client.getOutputStream();
        for (int read = broker.getInputStream().read(answer);
                read >= 0;
                read = broker.getInputStream().read(answer)) {
            gate.pass();
            out.write(answer, 0, read);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // It is gone.
        }
        mend();
        releaseCommits();
        open.forEach(this::close);
    }
}
