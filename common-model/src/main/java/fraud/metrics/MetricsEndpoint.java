package fraud.metrics;

import fraud.config.ConfigException;
import fraud.config.Option;
import fraud.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/**
 * Where a detector can be scraped.
 *
 * @param address of this machine, to listen on
 * @param port to listen on
 */
public record MetricsEndpoint(String address, int port) {

    private static final Option<Integer> PORT = Option.integer(
            "metrics.port",
            0,
            0,
            65_535,
            "",
            "Port at which metrics can be scraped; 0 for none. A Flink cluster has reporters of its own.");

    private static final Option<String> ADDRESS = Option.text(
                    "metrics.address",
                    "an address of the machine",
                    "Where metrics.port listens; whoever reaches it can read all metrics.",
                    text -> text)
            .otherwise("127.0.0.1");

    /** In the order of their printing. */
    public static final List<Option<?>> OPTIONS = List.of(PORT, ADDRESS);

    /**
     * As the settings say, empty where the port is 0.
     *
     * @throws ConfigException if the port is none
     */
    public static Optional<MetricsEndpoint> from(Settings settings) {
        int port = settings.get(PORT);
        String address = settings.get(ADDRESS);
        return port == 0 ? Optional.empty() : Optional.of(new MetricsEndpoint(address, port));
    }

    /**
     * Looks whether it can listen there, before an engine begins that would only log that it cannot.
     *
     * @throws ConfigException if it cannot
     */
    public void requireFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new ConfigException("metrics.port: nothing can listen on " + this + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return address + ":" + port;
    }
}
