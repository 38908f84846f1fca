package fraud.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a detector's endpoint answered, in Prometheus' text format. */
public final class Scrape {

    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"([^\"]*)\",?");

    /** One line of the answer. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private final List<Sample> samples;

    private Scrape(List<Sample> samples) {
        this.samples = samples;
    }

    /** Asks the endpoint on loopback. */
    public static Scrape of(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return parse(response.body());
    }

    static Scrape parse(String text) {
        List<Sample> samples = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                Matcher parts = LINE.matcher(line);
                assertThat(parts.matches()).as(line).isTrue();
                Map<String, String> labels = new LinkedHashMap<>();
                Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
                while (label.find()) {
                    labels.put(label.group(1), label.group(2));
                }
                samples.add(new Sample(parts.group(1), labels, number(parts.group(3))));
            }
        }
        return new Scrape(samples);
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** The sum over all series of a name that have this value of a label. */
    public double sum(String name, String label, String value) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name)
                        && value.equals(sample.labels().get(label)))
                .mapToDouble(Sample::value)
                .sum();
    }

    /** The sum over all series of a name. */
    public double sum(String name) {
        return of(name).stream().mapToDouble(Sample::value).sum();
    }

    /** All series of a name. */
    public List<Sample> of(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /**
     * Fails unless each metric of the catalogue is there with exactly its labels and all their values, and nothing else
     * of the detector's own.
     *
     * @param ownName what the engine calls a metric
     * @param ofEngine labels that the engine adds to each
     * @param without metrics that are not to be there
     */
    public void assertIsCatalogue(Function<Metric, String> ownName, Set<String> ofEngine, Set<Metric> without) {
        Set<String> expected = new HashSet<>();
        for (Metric metric : Metric.values()) {
            if (without.contains(metric)) {
                continue;
            }
            String name = ownName.apply(metric);
            Set<String> labels =
                    metric.labels().stream().map(MetricLabel::labelName).collect(Collectors.toSet());
            if (metric.type() == Metric.Type.HISTOGRAM) {
                // Flink puts the label into the name here, too.
                String bucket = bucketName(name);
                assertLabels(bucket, Set.of("le"), ofEngine);
                assertBuckets(bucket);
                assertLabels(name + "_sum", Set.of(), ofEngine);
                assertLabels(name + "_count", Set.of(), ofEngine);
                expected.addAll(List.of(bucket, name + "_sum", name + "_count"));
            } else {
                assertLabels(name, labels, ofEngine);
                metric.labels().forEach(label -> assertValues(name, label));
                expected.add(name);
            }
        }
        Set<String> own = samples.stream()
                .map(Sample::name)
                .filter(name -> name.contains("fraud_"))
                .collect(Collectors.toSet());
        expected.removeIf(name -> !name.contains("fraud_"));
        assertThat(own).isEqualTo(expected);
    }

    /** What an engine calls the buckets of a histogram. */
    public static String bucketName(String histogram) {
        return histogram.startsWith("flink_")
                ? histogram.replace("_operator_", "_operator_le_") + "_bucket"
                : histogram + "_bucket";
    }

    private void assertLabels(String name, Set<String> labels, Set<String> ofEngine) {
        Set<String> all = new HashSet<>(labels);
        all.addAll(ofEngine);
        assertThat(of(name))
                .as(name)
                .isNotEmpty()
                .allSatisfy(sample -> assertThat(sample.labels()).as(name).containsOnlyKeys(all));
    }

    private void assertValues(String name, MetricLabel label) {
        Set<String> found = of(name).stream()
                .map(sample -> sample.labels().get(label.labelName()))
                .collect(Collectors.toSet());
        if (!label.labelValues().isEmpty()) {
            assertThat(label.labelValues()).as(name).containsAll(found);
        }
    }

    private void assertBuckets(String name) {
        Set<Double> bounds =
                Arrays.stream(LatencyBuckets.boundsSeconds()).boxed().collect(Collectors.toSet());
        assertThat(of(name).stream()
                        .map(sample -> number(sample.labels().get("le")))
                        .collect(Collectors.toSet()))
                .isEqualTo(bounds);
    }
}
