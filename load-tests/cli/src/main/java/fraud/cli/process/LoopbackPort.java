package fraud.cli.process;

import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds ports for processes that listen on the loopback address. */
public final class LoopbackPort {

    private LoopbackPort() {}

    /**
     * A port that is free now.
     *
     * @param wanted the port to try, or 0 for any
     * @throws OperationFailedException if it is busy
     */
    public static int free(int wanted) {
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
