package fraud.report.page;

import java.util.List;
import java.util.Map;

/**
 * Shows the {@code evaluation.json} of a trained model to people: a page with all that it needs, like
 * {@link HtmlReport}.
 */
public final class ModelReport {

    /** The page. */
    public static final String HTML_FILE = HtmlReport.HTML_FILE;

    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "text.js", "palette.js", "figure.js", "about.js", "model-curves.js", "model-found.js", "model-main.js");

    private ModelReport() {}

    /**
     * The page that shows an evaluation.
     *
     * @param json what {@code evaluation.json} says
     */
    public static String page(String json) {
        return HtmlReport.page("model.html", SCRIPTS, json, Map.of());
    }
}
