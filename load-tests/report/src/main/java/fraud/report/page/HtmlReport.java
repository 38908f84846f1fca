package fraud.report.page;

import fraud.report.figures.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a {@link RunReport} for people ({@code report.html}) and for programs ({@code report.json}).
 *
 * <p>The page is one file with all that it needs: it opens from a disk, a mail or a build's artifacts, and asks no
 * network for anything, which its content security policy also forbids. The report goes into it as data and never as
 * markup: nothing in a run's names, settings or findings can become a script.
 */
public final class HtmlReport {

    /** The figures. */
    public static final String JSON_FILE = "report.json";

    /** The page. */
    public static final String HTML_FILE = "report.html";

    /** The page as a whole, what is on it, and what is different on small screens and on paper: later ones overrule. */
    private static final List<String> STYLES = List.of("style.css", "parts.css", "media.css");

    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS = List.of(
            "text.js",
            "palette.js",
            "figure.js",
            "verdict.js",
            "tail.js",
            "latency.js",
            "map.js",
            "fraud.js",
            "model.js",
            "decisions.js",
            "throughput.js",
            "engines.js",
            "about.js",
            "main.js");

    /** As TopoJSON. */
    static final String WORLD = "library/world-50m.json";

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private HtmlReport() {}

    /**
     * Writes {@link #JSON_FILE} and {@link #HTML_FILE} into a directory that exists, over what is there.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(RunReport report, Path directory) throws IOException {
        String json = report.toJson() + "\n";
        Files.writeString(directory.resolve(JSON_FILE), json);
        Files.writeString(directory.resolve(HTML_FILE), page(json));
    }

    /**
     * Writes {@link #HTML_FILE} anew from the {@link #JSON_FILE} beside it, which stays as it is.
     *
     * @throws IOException if the figures cannot be read, are no report or one of another schema version, or if the page
     *     cannot be written
     */
    public static void writePage(Path directory) throws IOException {
        String json = Files.readString(directory.resolve(JSON_FILE));
        RunReport.parse(json);
        Files.writeString(directory.resolve(HTML_FILE), page(json));
    }

    /** The page that shows a report. */
    static String page(String json) {
        return page("page.html", SCRIPTS, json, Map.of("world", asData(WorldMap.toGeoJson(resource(WORLD)))));
    }

    /**
     * A page made of a template and scripts.
     *
     * @param json what it shows
     * @param more what else the template has places for, by the place's name
     */
    static String page(String template, List<String> ownScripts, String json, Map<String, String> more) {
        String style = STYLES.stream().map(HtmlReport::resource).collect(Collectors.joining("\n"));
        List<String> scripts = List.of(resource("library/echarts.min.js"), inOneScope(ownScripts));
        Map<String, String> contents = new LinkedHashMap<>(more);
        contents.put("policy", policy(style, scripts));
        contents.put("style", style);
        contents.put("report", asData(json));
        contents.put("echarts", scripts.get(0));
        contents.put("scripts", scripts.get(1));
        return PLACE.matcher(resource(template))
                .replaceAll(place -> Matcher.quoteReplacement(contents.get(place.group(1))));
    }

    /**
     * JSON whose strings cannot end the element that holds it: the same JSON, its angle brackets and ampersands as
     * escapes.
     */
    private static String asData(String json) {
        return json.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
    }

    /** One scope for all, so that they can be read apart and leave nothing behind on the page. */
    private static String inOneScope(List<String> ownScripts) {
        return ownScripts.stream()
                .map(HtmlReport::resource)
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();"));
    }

    /**
     * Nothing may be fetched, and only the scripts that are known here may run. ECharts sets styles of single elements,
     * which no hash can name.
     */
    private static String policy(String style, List<String> scripts) {
        return "default-src 'none'; script-src "
                + scripts.stream().map(HtmlReport::hash).collect(Collectors.joining(" ")) + "; style-src " + hash(style)
                + "; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The text of a file that the page is made of. */
    static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("not built completely: there is no resource fraud/report/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
