package fraud.cli.models.monitor;

import fraud.cli.failure.WholeFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * The figures of a {@link MonitorReport} as gauges in Prometheus' text format 0.0.4, for node_exporter's textfile
 * collector. docs/METRICS.md is their catalogue.
 */
final class MetricsFile {

    private static final String PREFIX = "fraud_model_";

    private final String model;
    private final StringBuilder text = new StringBuilder();

    private MetricsFile(String model) {
        this.model = model;
    }

    /** What goes into the file. */
    static String of(MonitorReport report) {
        MetricsFile file = new MetricsFile(report.model());
        file.write(report);
        return file.text.toString();
    }

    private void write(MonitorReport report) {
        family("monitored_decisions", "Decisions by the model that the figures are of.");
        sample("monitored_decisions", Map.of(), (double) report.decisions());
        family("psi", "Population stability index of the scores against those at training.");
        sample("psi", Map.of(), report.stability().index());
        family("score_share", "Share of the scores in a bin, whose edges are deciles at training.");
        eachBin(report, (bin, number) -> {
            sample("score_share", labels("bin", number, "when", "training"), bin.training());
            sample("score_share", labels("bin", number, "when", "now"), bin.now());
        });
        if (!report.calibration().bins().isEmpty()) {
            family("calibration_rows", "Decisions of a bin whose outcome is known.");
            eachCalibrated(report, (bin, number) -> sample("calibration_rows", bin(number), (double) bin.rows()));
            family("calibration_score", "Mean score of the decisions of a bin whose outcome is known.");
            eachCalibrated(report, (bin, number) -> sample("calibration_score", bin(number), bin.meanScore()));
            family("calibration_frauds_share", "Share of frauds among the decisions of a bin whose outcome is known.");
            eachCalibrated(report, (bin, number) -> sample("calibration_frauds_share", bin(number), bin.share()));
        }
        family("alarms_per_day", "Alarms a day, by the model's score or for any reason.");
        sample("alarms_per_day", Map.of("what", "model"), report.modelAlarms().mean());
        sample("alarms_per_day", Map.of("what", "all"), report.allAlarms().mean());
        if (report.budget() != null) {
            family("alarms_budget", "Alarms a day by the model's score that there may be.");
            sample("alarms_budget", Map.of(), report.budget());
        }
    }

    private static void eachBin(MonitorReport report, ObjIntConsumer<Stability.Bin> sink) {
        for (int number = 0; number < report.stability().bins().size(); number++) {
            sink.accept(report.stability().bins().get(number), number);
        }
    }

    /** Those with rows: of others there is neither a mean nor a share. */
    private static void eachCalibrated(MonitorReport report, ObjIntConsumer<Calibration.Bin> sink) {
        for (int number = 0; number < report.calibration().bins().size(); number++) {
            Calibration.Bin bin = report.calibration().bins().get(number);
            if (bin.rows() > 0) {
                sink.accept(bin, number);
            }
        }
    }

    private static Map<String, String> bin(int number) {
        return Map.of("bin", String.valueOf(number));
    }

    private static Map<String, String> labels(String one, int value, String other, String otherValue) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(one, String.valueOf(value));
        labels.put(other, otherValue);
        return labels;
    }

    private void family(String name, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ").append(PREFIX).append(name).append(" gauge\n");
    }

    /** Names and values of labels are words and digits: nothing in them needs escapes. */
    private void sample(String name, Map<String, String> labels, double value) {
        text.append(PREFIX).append(name).append("{model=\"").append(model).append('"');
        labels.forEach((label, of) ->
                text.append(',').append(label).append("=\"").append(of).append('"'));
        text.append("} ").append(value).append('\n');
    }

    /**
     * Writes the file at once, so that a collector never sees half of it.
     *
     * @throws fraud.cli.failure.OperationFailedException if it cannot be written
     */
    static void write(Path file, MonitorReport report) {
        WholeFile.write(file, of(report));
    }
}
