package fraud.flink.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Makes the reporter of a job that brings its own cluster; Flink finds it as a service. */
public final class LocalPrometheusReporterFactory implements MetricReporterFactory {

    @Override
    public LocalPrometheusReporter createMetricReporter(Properties properties) {
        return new LocalPrometheusReporter();
    }
}
