package fraud.flink.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.prometheus.AbstractPrometheusReporter;

/**
 * Flink's own Prometheus reporter for a job that brings its own cluster, at the address that it is given: Flink's
 * listens on every interface of the machine, and cannot be told otherwise.
 */
public final class LocalPrometheusReporter extends AbstractPrometheusReporter {

    /** Setting of the reporter: the address to listen on. */
    public static final String ADDRESS = "address";

    /** Setting of the reporter: the port to listen on. */
    public static final String PORT = "port";

    private HTTPServer server;

    @Override
    public void open(MetricConfig config) {
        super.open(config);
        String address = config.getString(ADDRESS, "127.0.0.1");
        int port = config.getInteger(PORT, 0);
        try {
            server = new HTTPServer(new InetSocketAddress(address, port), collectors(), true);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "metrics.port: nothing can listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** The superclass keeps them from all but its own package. */
    private CollectorRegistry collectors() {
        try {
            Field registry = AbstractPrometheusReporter.class.getDeclaredField("registry");
            registry.setAccessible(true);
            return (CollectorRegistry) registry.get(this);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another Flink than the one this was written for", e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop();
        }
        super.close();
    }
}
