package fraud.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.options.VersionsTopic;
import fraud.cli.versions.PublishedVersions.Entry;
import fraud.costs.Costs;
import fraud.mask.CardNumbers;
import fraud.model.DeadLetter;
import fraud.report.table.Table;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud model show}: a directory, or the versions that a cluster knows. */
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Shows a model, or all versions of the models and which are in force.",
            "",
            "With DIR: what its model.json says, and whether the detectors could serve it. With a cluster: the versions in the order in"
                    + " which they were published, those that were rejected included."
        })
public final class ModelShowCommand implements Callable<Integer> {

    private static final int SHOWN_HASH_DIGITS = 12;

    /** What model.json calls it, in the words of the report of a training. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("from", "trained from"),
            Map.entry("to", "trained to"),
            Map.entry("delayDays", "days until outcomes are known"),
            Map.entry("rows", "training rows"),
            Map.entry("frauds", "frauds among them"),
            Map.entry("seed", "seed"),
            Map.entry("sparkVersion", "Spark"),
            Map.entry("candidate", "candidate"),
            Map.entry("kind", "kind"),
            Map.entry("thresholdRule", "threshold chosen by"),
            Map.entry("calibration", "calibration"),
            Map.entry("settings", "settings"),
            Map.entry("validationAuc", "validation: AUC"),
            Map.entry("validationAveragePrecision", "validation: average precision"),
            Map.entry("validationCardPrecision100", "validation: card precision at 100"),
            Map.entry("testAuc", "test: AUC"),
            Map.entry("testAveragePrecision", "test: average precision"),
            Map.entry("testCardPrecision100", "test: card precision at 100"));

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "The directory of a model.")
    private Path directory;

    @Mixin
    private VersionsTopic topic;

    @Option(
            names = "--models-dir",
            paramLabel = "DIR",
            description = "The detectors' models.dir, as seen from here: also tells which versions are no models.")
    private Path modelsDirectory;

    @Option(names = "--json", description = "Print JSON on standard output instead of tables.")
    private boolean json;

    @Override
    public Integer call() {
        if ((directory == null) != topic.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "say what to show: the directory of a model, or a cluster (--bootstrap-servers)");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (directory != null) {
            ModelOptions.requireModel("", directory, spec.commandLine());
            ModelDirectory model = ModelDirectory.read(directory);
            out.print(json ? describe(model).toPrettyString() + "\n" : text(model));
        } else {
            PublishedModels models =
                    topic.read(new PublishedModels(topic.leadMillis(), Optional.ofNullable(modelsDirectory)));
            long nowMillis = System.currentTimeMillis();
            out.print(json ? describe(models, nowMillis).toPrettyString() + "\n" : text(models, nowMillis));
        }
        out.flush();
        return 0;
    }

    private static ObjectNode describe(ModelDirectory model) {
        ObjectNode node = model.manifest().deepCopy();
        node.put("sha256", model.sha256());
        node.put("bytes", model.bytes());
        node.put("trees", model.trees());
        node.put("nodes", model.nodes());
        node.put("servable", model.problem().isEmpty());
        model.problem().ifPresent(problem -> node.put("problem", problem.getMessage()));
        return node;
    }

    private static String text(ModelDirectory model) {
        JsonNode manifest = model.manifest();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "type",
                model.type() + ", for features of version "
                        + manifest.path("featureVersion").asText("unknown")));
        rows.add(List.of("sha256", model.sha256()));
        rows.add(List.of("reviews", "from a score of " + figure(manifest.path("threshold")) + " on"));
        rows.add(List.of(
                "declines",
                manifest.has("declineThreshold")
                        ? "from a score of " + figure(manifest.path("declineThreshold")) + " on"
                        : "nothing"));
        Costs.of(manifest).ifPresent(costs -> rows.add(List.of("costs", costs.text())));
        rows.add(List.of(
                "size",
                String.format(
                        Locale.ROOT, "%,d bytes, %,d trees, %,d nodes", model.bytes(), model.trees(), model.nodes())));
        for (String part : List.of("training", "metrics")) {
            manifest.path(part)
                    .properties()
                    .forEach(member -> rows.add(
                            List.of(WORDS.getOrDefault(member.getKey(), member.getKey()), words(member.getValue()))));
        }
        rows.add(List.of("probes", manifest.path("probes").asText()));
        rows.add(List.of(
                "servable",
                model.problem().isEmpty() ? "yes: hash, features and probes are right" : "no: " + model.why()));
        Table table = new Table(List.of("model", model.directory().toString()));
        rows.forEach(table::row);
        return table.endingWithWords().toString();
    }

    private static String words(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return figure(value);
        }
        return value.isObject()
                ? value.properties().stream()
                        .map(member -> member.getKey() + " " + member.getValue().asText())
                        .collect(Collectors.joining(", "))
                : value.asText();
    }

    /** As the report of a training has it. */
    private static String figure(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.4f", value.asDouble()) : "-";
    }

    private static ObjectNode describe(PublishedModels models, long nowMillis) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        ArrayNode versions = node.putArray("versions");
        models.entries().forEach(entry -> describe(entry, versions.addObject()));
        for (ModelRole role : ModelRole.values()) {
            // It is not known here what a detector was started with: version 0.
            node.put(
                    role.wireName(),
                    models.at(role, nowMillis).map(PublishedModel::version).orElse(0));
        }
        return node;
    }

    private static void describe(Entry<PublishedModel> entry, ObjectNode node) {
        entry.version().ifPresent(version -> node.put("version", version));
        entry.published().ifPresent(model -> {
            node.put("model", model.role().wireName());
            node.put("effectiveFromMillis", model.effectiveFromMillis());
            node.put("directory", model.directory());
            node.put("sha256", model.sha256());
            if (model.note() != null) {
                node.put("note", CardNumbers.maskInMessage(model.note()));
            }
        });
        node.put("publishedAtMillis", entry.origin().publishedAtMillis());
        node.put("offset", entry.origin().offset());
        node.put("accepted", entry.rejection().isEmpty());
        entry.rejection()
                .ifPresent(rejection -> node.put("reason", rejection.reason().name()));
        entry.rejection().map(DeadLetter::detail).ifPresent(detail -> node.put("detail", detail));
    }

    private static String text(PublishedModels models, long nowMillis) {
        StringBuilder text = new StringBuilder();
        if (!models.entries().isEmpty()) {
            Table table = new Table(
                    List.of("version", "model", "effective from", "published", "directory", "sha256", "state", "note"));
            models.entries().forEach(entry -> table.row(row(entry, models, nowMillis)));
            text.append(table.endingWithWords()).append('\n');
        }
        for (ModelRole role : ModelRole.values()) {
            text.append(role.wireName())
                    .append(" now: ")
                    .append(inForce(models.at(role, nowMillis)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String inForce(Optional<PublishedModel> model) {
        return model.map(of -> "version " + of.version() + (of.isPresent() ? " (" + of.directory() + ")" : ": none"))
                .orElse("version 0, what the detectors were started with, if with any");
    }

    private static List<String> row(Entry<PublishedModel> entry, PublishedModels models, long nowMillis) {
        Optional<PublishedModel> model = entry.published();
        return List.of(
                entry.version().map(String::valueOf).orElse("-"),
                model.map(of -> of.role().wireName()).orElse("-"),
                model.map(of -> Instant.ofEpochMilli(of.effectiveFromMillis()).toString())
                        .orElse("-"),
                Instant.ofEpochMilli(entry.origin().publishedAtMillis()).toString(),
                model.map(PublishedModel::directory).orElse("none"),
                model.map(PublishedModel::sha256)
                        .map(hash -> hash.substring(0, SHOWN_HASH_DIGITS))
                        .orElse("-"),
                state(entry, models, nowMillis),
                model.map(PublishedModel::note).map(CardNumbers::maskInMessage).orElse(""));
    }

    private static String state(Entry<PublishedModel> entry, PublishedModels models, long nowMillis) {
        if (entry.rejection().isPresent()) {
            DeadLetter rejection = entry.rejection().get();
            return "rejected: " + rejection.reason()
                    + (rejection.detail() == null ? "" : " (" + rejection.detail() + ")");
        }
        PublishedModel model = entry.published().orElseThrow();
        return models.at(model.role(), nowMillis).equals(entry.published()) ? "in force" : "accepted";
    }
}
