package fraud.spark.metrics;

import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.metrics.MetricsEndpoint;
import fraud.topics.InputTopics;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import org.apache.spark.sql.SparkSession;

/**
 * The detector's metrics, gathered in the driver and served by it. Spark's own endpoints have no labels, and are part
 * of its page, which a detector does not open unless told to.
 */
public final class DriverMetrics {

    private final CommittedCounts totals;
    private final CountsAccumulator accumulator;

    private DriverMetrics(CommittedCounts totals, CountsAccumulator accumulator) {
        this.totals = totals;
        this.accumulator = accumulator;
    }

    /** Gathers from the queries of a session from now on. */
    public static DriverMetrics of(SparkSession spark, InputTopics topics, DetectorParameters parameters) {
        CommittedCounts totals = new CommittedCounts(topics, parameters);
        CountsAccumulator accumulator = new CountsAccumulator(totals);
        spark.sparkContext().register(accumulator);
        spark.streams().addListener(new CommitListener(totals));
        return new DriverMetrics(totals, accumulator);
    }

    /** Where tasks count. */
    public CountsAccumulator accumulator() {
        return accumulator;
    }

    /** The readiness clock of all that was read, UTC epoch in ms; 0 as long as a partition has brought nothing. */
    public long readinessMillis() {
        return totals.readMillis();
    }

    /**
     * Serves them until the process ends, at {@code /metrics}.
     *
     * @return what serves them; its port, if the endpoint's is 0
     * @throws ConfigException if nothing can listen there
     */
    public HTTPServer serve(MetricsEndpoint endpoint) {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new PrometheusSnapshots(totals));
        try {
            return HTTPServer.builder()
                    .hostname(endpoint.address())
                    .port(endpoint.port())
                    .registry(registry)
                    .registerHealthHandler(false)
                    .buildAndStart();
        } catch (IOException e) {
            throw new ConfigException("metrics.port: nothing can listen on " + endpoint + ": " + e.getMessage());
        }
    }
}
