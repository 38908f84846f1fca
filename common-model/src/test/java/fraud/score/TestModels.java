package fraud.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Models for tests, in a directory of their own: one written by hand, two small forests that MLlib has grown from
 * random vectors, and directories that are no usable model, each for one reason.
 */
public final class TestModels {

    /** Two trees, written by hand. */
    public static final String OAK = "oak";
    /** A forest of seven trees. */
    public static final String CEDAR = "cedar";
    /** One of four, and boosted trees. */
    public static final String MAPLE = "maple";

    /** Directories that are rejected, and the {@code detail} each is rejected with. */
    public static final Map<String, String> REFUSED = new TreeMap<>(Map.ofEntries(
            Map.entry("no-json", "model.json"),
            Map.entry("name-twice", "model.json"),
            Map.entry("format-2.0", "model.json"),
            Map.entry("no-probes", "model.json"),
            Map.entry("index-3.0", "model.json"),
            Map.entry("feature-text", "model.json"),
            Map.entry("right-next", "model.json"),
            Map.entry("other-type", "type"),
            Map.entry("other-features", "featureVersion"),
            Map.entry("features-2.0", "featureVersion"),
            Map.entry("other-order", "featureVersion"),
            Map.entry("other-mllib", "mllib"),
            Map.entry("no-mllib", "mllib"),
            Map.entry("capital-mllib", "mllib"),
            Map.entry("other-probe", "probes"),
            Map.entry("endless-path", "model.json")));

    /** What makes each of them of the text of {@link #CEDAR}; the text of {@code other-mllib} is as it was. */
    private static final Map<String, UnaryOperator<String>> CHANGES = Map.ofEntries(
            Map.entry("no-json", text -> text.substring(1)),
            Map.entry("name-twice", text -> text.replace("{\"format\":2,", "{\"format\":2,\"format\":2,")),
            Map.entry("format-2.0", text -> text.replace("\"format\":2,", "\"format\":2.0,")),
            Map.entry("no-probes", text -> text.replace("\"probes\":", "\"examples\":")),
            Map.entry("index-3.0", text -> text.replaceFirst("(\"right\":\\[\\d+)", "$1.0")),
            Map.entry("feature-text", text -> text.replaceFirst("\"feature\":\\[(\\d+)", "\"feature\":[\"$1\"")),
            Map.entry("right-next", text -> text.replaceFirst("\"right\":\\[\\d+", "\"right\":[1")),
            Map.entry("other-type", text -> text.replace("tree-ensemble", "random-forest")),
            Map.entry("other-features", text -> text.replace("\"featureVersion\":2", "\"featureVersion\":1")),
            Map.entry("features-2.0", text -> text.replace("\"featureVersion\":2", "\"featureVersion\":2.0")),
            Map.entry("other-order", text -> text.replace("\"weekend\",\"night\"", "\"night\",\"weekend\"")),
            Map.entry("no-mllib", text -> text.replace("\"mllib\":", "\"other\":")),
            Map.entry("capital-mllib", text -> inCapitals(text, "\"sha256\":\"([0-9a-f]{64})")),
            Map.entry("other-probe", text -> text.replaceFirst("\"score\":0\\.", "\"score\":0.0")),
            Map.entry("endless-path", text -> text.replaceFirst("\"right\":\\[\\d+", "\"right\":[0")));

    private static final Path DIRECTORY = create();

    private TestModels() {}

    /** Where the directories are. */
    public static Path directory() {
        return DIRECTORY;
    }

    /** Of a detector whose champion is {@link #CEDAR}, and to which all others can be published. */
    public static StartingModels starting() {
        StartingModels first = new StartingModels(null, null, DIRECTORY.toString());
        PublishedModel cedar = published(0, ModelRole.CHAMPION, Long.MIN_VALUE, CEDAR);
        return new StartingModels(
                new PublishedModel(
                        0,
                        cedar.role(),
                        cedar.effectiveFromMillis(),
                        null,
                        DIRECTORY.resolve(CEDAR).toString(),
                        cedar.sha256()),
                null,
                first.modelsDirectory());
    }

    /** A version of the models that names one of the directories, by its true hash. */
    public static PublishedModel published(int version, ModelRole role, long effectiveFromMillis, String name) {
        return new PublishedModel(version, role, effectiveFromMillis, null, name, sha256(name));
    }

    /** Hash of the {@code model.json} of a directory. */
    public static String sha256(String name) {
        try {
            return ModelFiles.sha256(ModelFiles.read(DIRECTORY.resolve(name)));
        } catch (BadModelException e) {
            throw new IllegalArgumentException("no test model: " + name, e);
        }
    }

    private static Path create() {
        try {
            Path directory = Files.createTempDirectory("test-models");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            byte[] mllib = resource(CEDAR, ModelFiles.MLLIB);
            String json = new String(resource(CEDAR, ModelFiles.PORTABLE), StandardCharsets.UTF_8);
            write(directory, CEDAR, json, mllib);
            for (String name : List.of(MAPLE, OAK)) {
                String portable = new String(resource(name, ModelFiles.PORTABLE), StandardCharsets.UTF_8);
                write(directory, name, portable, resource(name, ModelFiles.MLLIB));
            }
            write(directory, "other-mllib", json, new byte[] {1});
            for (Map.Entry<String, UnaryOperator<String>> change : CHANGES.entrySet()) {
                write(directory, change.getKey(), changed(json, change.getValue()), mllib);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inCapitals(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .replaceFirst(found ->
                        found.group().replace(found.group(1), found.group(1).toUpperCase(Locale.ROOT)));
    }

    private static String changed(String json, UnaryOperator<String> change) {
        String changed = change.apply(json);
        if (changed.equals(json)) {
            throw new IllegalStateException("the change found nothing to change");
        }
        return changed;
    }

    private static void write(Path parent, String name, String json, byte[] mllib) throws IOException {
        Path directory = Files.createDirectory(parent.resolve(name));
        Files.writeString(directory.resolve(ModelFiles.PORTABLE), json);
        Files.write(directory.resolve(ModelFiles.MLLIB), mllib);
    }

    private static byte[] resource(String name, String file) throws IOException {
        try (InputStream in = TestModels.class.getResourceAsStream("/models/" + name + "/" + file)) {
            return in.readAllBytes();
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // What is left is in the machine's directory for temporary files.
        }
    }
}
