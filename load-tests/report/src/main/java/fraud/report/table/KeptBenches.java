package fraud.report.table;

import fraud.report.bench.BenchJson;
import fraud.report.bench.BenchResults;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Results of benches that are kept in a directory, a file each, and the document made of them. */
public final class KeptBenches {

    /** Where they are, below the root of the checkout. */
    public static final Path DIRECTORY = Path.of("docs", "results", "bench");

    /** The document, below the root of the checkout. */
    public static final Path DOCUMENT = Path.of("docs", "RESULTS.md");

    private static final String COMPRESSED = ".json.gz";
    private static final List<String> ENDS = List.of(COMPRESSED, ".json");

    private KeptBenches() {}

    /**
     * All of them by name, the last of the alphabet first: names that begin with a date are in the order of time.
     *
     * @param directory which may be missing: then there are none
     * @throws IOException if a file cannot be read, which it then names
     */
    public static Map<String, BenchResults> read(Path directory) throws IOException {
        Map<String, BenchResults> results = new LinkedHashMap<>();
        if (!Files.isDirectory(directory)) {
            return results;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> ENDS.stream().anyMatch(file.toString()::endsWith))
                    .sorted((a, b) -> b.getFileName().compareTo(a.getFileName()))
                    .toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            try {
                results.put(name.substring(0, name.indexOf(".json")), BenchResults.read(file));
            } catch (IOException e) {
                throw new IOException(name + ": " + e.getMessage(), e);
            }
        }
        return results;
    }

    /**
     * Keeps results, compressed.
     *
     * @param name of the file, without its end
     * @return the file
     */
    public static Path keep(BenchResults results, Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve(name + COMPRESSED);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(BenchJson.compact(results).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
