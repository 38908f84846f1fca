package fraud.report.page;

import fraud.report.bench.BenchJson;
import fraud.report.bench.BenchResults;
import fraud.report.bench.summary.BenchReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Shows the results of a bench to people: a page with all that it needs, like {@link HtmlReport}. */
public final class BenchPage {

    /** The page. */
    public static final String HTML_FILE = "bench.html";

    /** Of a launch: as many as a chart has room for. */
    private static final int MOST_SAMPLES = 240;

    /** Of all launches: some 5 MB of the page. */
    private static final int ALL_SAMPLES = 16_000;

    private static final int LEAST_SAMPLES = 40;

    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "palette.js",
            "figure.js",
            "tail.js",
            "about.js",
            "bench-systems.js",
            "bench-verdict.js",
            "bench-cost.js",
            "bench-ratios.js",
            "bench-latency.js",
            "bench-judged.js",
            "bench-sweeps.js",
            "bench-launches.js",
            "bench-about.js",
            "bench-main.js");

    private BenchPage() {}

    /**
     * Writes the page that shows some results.
     *
     * @param file over which it is written if it is there
     * @throws IOException if it cannot be written
     */
    public static void write(BenchResults results, Path file) throws IOException {
        Files.writeString(file, page(results));
    }

    static String page(BenchResults results) {
        int share = ALL_SAMPLES / Math.max(1, results.launches().size());
        int samples = Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, share));
        String json = BenchJson.compact(BenchReport.of(results.thinned(samples)));
        return HtmlReport.page("bench.html", SCRIPTS, json, Map.of());
    }
}
