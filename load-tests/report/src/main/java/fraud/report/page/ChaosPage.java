package fraud.report.page;

import fraud.report.bench.BenchJson;
import fraud.report.chaos.ChaosReport;
import fraud.report.chaos.ChaosResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Shows the results of a campaign of faults to people: a page with all that it needs, like {@link HtmlReport}. */
public final class ChaosPage {

    /** The page. */
    public static final String HTML_FILE = "chaos.html";

    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "palette.js",
            "figure.js",
            "tail.js",
            "about.js",
            "chaos-verdict.js",
            "chaos-line.js",
            "chaos-main.js");

    private ChaosPage() {}

    /**
     * Writes the page that shows some results.
     *
     * @param file over which it is written if it is there
     * @throws IOException if it cannot be written
     */
    public static void write(ChaosResults results, Path file) throws IOException {
        Files.writeString(file, page(results));
    }

    static String page(ChaosResults results) {
        return HtmlReport.page("chaos.html", SCRIPTS, BenchJson.compact(ChaosReport.of(results)), Map.of());
    }
}
