package fraud.cli.process;

import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for processes that listen on the loopback address. */
public final class LoopbackPort {

    /** Below those that systems give to outgoing connections: one of these could have it before the process listens. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;
    private static final int ATTEMPTS = 100;

    private LoopbackPort() {}

    /**
     * A port that is free now.
     *
     * @param wanted the port to try, or 0 for any
     * @throws OperationFailedException if it is busy
     */
    public static int free(int wanted) {
        if (wanted != 0) {
            return bind(wanted);
        }
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return bind(FIRST + ThreadLocalRandom.current().nextInt(COUNT));
            } catch (OperationFailedException e) {
                // The next, then.
            }
        }
        return bind(0);
    }

    private static int bind(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without this, the port of a run that has just ended would count as busy for a minute.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new OperationFailedException(
                    "port " + wanted + " is busy (" + e.getMessage() + "); leave --port out for a free one", e);
        }
    }
}
