package fraud.lab.bench.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.scenarios.Scenario;
import java.util.List;

/**
 * The JSON schemas (draft 2020-12) of the files of workloads, systems and sweeps: for editors, which complete and
 * check while one types. What no single value can tell (the rate of a search's last step, a parameter of the stream
 * that another one forbids) only {@link SpecReader} checks.
 */
public final class SpecSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String DESCRIPTION = "description";
    private static final String KIND = "kind";
    private static final String SWEPT_WORD = "^" + SweepReader.WORD.pattern() + "$";

    private SpecSchema() {}

    /** That of {@code load-tests/workloads}. */
    public static String workload() {
        ObjectNode schema = schema("Workload", "What a system of the load lab is given.", "title", KIND);
        ObjectNode keys = schema.putObject("properties");
        text(keys, "title", "What reports call it");
        words(keys, KIND, "What is measured", WorkloadSpec.Kind.values());
        keys.set("stream", stream());
        whole(
                keys,
                "warmUpSeconds",
                "Live traffic before the first window or step, of a search at the rate of its first step",
                0,
                SpecReader.MAX_SECONDS,
                0);
        whole(
                keys,
                "windowSeconds",
                "How long a window is; of a backlog, how long its steady part must be at least",
                1,
                SpecReader.MAX_SECONDS,
                SpecReader.DEFAULT_SECONDS);
        whole(keys, "windows", "How many there are", 1, SpecReader.MAX_WINDOWS, 1);
        whole(
                keys,
                "stepSeconds",
                "How long a step is",
                SpecReader.LEAST_STEP_SECONDS,
                SpecReader.MAX_SECONDS,
                SpecReader.DEFAULT_SECONDS);
        whole(
                keys,
                "steps",
                "How many there are, the first at the stream's rate",
                SpecReader.LEAST_STEPS,
                SpecReader.MAX_WINDOWS,
                SpecReader.DEFAULT_STEPS);
        keys.putObject("factor")
                .put("type", "number")
                .put("minimum", SpecReader.LEAST_FACTOR)
                .put("maximum", SpecReader.GREATEST_FACTOR)
                .put("default", SpecReader.DEFAULT_FACTOR)
                .put(DESCRIPTION, "How many times the rate of the step before a step has");
        keys.putObject("warmDays")
                .put("type", "integer")
                .put("minimum", 1)
                .put("maximum", SpecReader.MAX_WARM_DAYS)
                .put(
                        DESCRIPTION,
                        "How many of the history's days, fewer than all, a system catches up with once; each launch begins"
                                + " with a copy of what it came to. Without it each launch begins with nothing");
        words(keys, "check", "What the outputs of a detector are held against", WorkloadSpec.Check.values());
        ArrayNode byKind = schema.putArray("allOf");
        ObjectNode ofSearch = when(byKind, WorkloadSpec.Kind.SEARCH, "then");
        forbid(ofSearch, "windowSeconds", "windows");
        forbid(otherwise(byKind), "stepSeconds", "steps", "factor");
        forbid(when(byKind, WorkloadSpec.Kind.FILE, "then"), "stream", "warmDays");
        ObjectNode ofBacklog = when(byKind, WorkloadSpec.Kind.CATCH_UP, "then");
        ofBacklog.putObject("warmUpSeconds").put("maximum", 0);
        ofBacklog.putObject("windows").put("maximum", 1);
        return text(schema);
    }

    /** That of {@code load-tests/systems}. */
    public static String system() {
        ObjectNode schema = schema("System", "A system whose cost the load lab measures.", "title", KIND, "guarantee");
        ObjectNode keys = schema.putObject("properties");
        text(keys, "title", "What reports call it");
        words(keys, KIND, "How it is started", SystemSpec.Kind.values());
        words(keys, "guarantee", "What a crash leaves of its output", SystemSpec.Guarantee.values());
        text(keys, "main", "The class of a loop");
        text(keys, "jar", "The module of the checkout whose job an engine runs in place of the detector")
                .put("pattern", "^" + SpecReader.MODULE.pattern() + "$");
        words(keys, "input", "What it reads; transactions by default", SystemSpec.Input.values());
        keys.putObject("completes")
                .put("type", "boolean")
                .put("default", true)
                .put(
                        DESCRIPTION,
                        "Whether its output is that of the contract; else it is an echo, or with features a decision for each");
        whole(
                keys,
                "backlogCopies",
                "How often a backlog is published to an echo, which may be through one before it is warm",
                1,
                SpecReader.MAX_COPIES,
                1);
        range(keys, "slots", 1, SpecReader.MAX_SLOTS)
                .put(DESCRIPTION, "Task slots or cores of an engine's worker; as many as processors by default");
        values(keys, "settings", "Settings of the job, or of the loop");
        values(keys, "engine", "Settings of the engine, as its client takes them with --conf");
        keys.putObject("jvm")
                .put("type", "array")
                .put(DESCRIPTION, "Options of each of its JVMs")
                .putObject("items")
                .put("type", "string")
                .put("pattern", "^-");
        ArrayNode byKind = schema.putArray("allOf");
        forbid(when(byKind, SystemSpec.Kind.LOOP, "then"), "jar", "slots");
        ((ObjectNode) byKind.get(0).get("then")).putArray("required").add("main");
        forbid(otherwise(byKind), "main");
        return text(schema);
    }

    /** That of {@code load-tests/sweeps}. */
    public static String sweep() {
        ObjectNode schema = schema(
                "Sweep",
                "Systems that differ in one setting: one of settings, engine and jvm is given.",
                "title",
                "workloads",
                "systems",
                "label");
        ObjectNode keys = schema.putObject("properties");
        text(keys, "title", "What reports call it, with the setting's unit");
        listOf(keys, "workloads", "Names of workloads; those of one launch with + between them", 1);
        listOf(keys, "systems", "Names of the systems whose setting is varied", 1);
        text(keys, "label", "What the names of the new systems have before the value")
                .put("pattern", SWEPT_WORD);
        for (SweepSpec.Place place : List.of(SweepSpec.Place.SETTINGS, SweepSpec.Place.ENGINE)) {
            ObjectNode setting = keys.putObject(SpecReader.word(place))
                    .put("type", "object")
                    .put(DESCRIPTION, "The setting, with its values")
                    .put("minProperties", 1)
                    .put("maxProperties", 1);
            ObjectNode values = setting.putObject("additionalProperties");
            values.put("type", "array").put("minItems", 2).put("maxItems", SweepReader.MAX_VALUES);
            values.put("uniqueItems", true).putObject("items").put("pattern", SWEPT_WORD);
            ((ObjectNode) values.get("items"))
                    .putArray("type")
                    .add("string")
                    .add("number")
                    .add("boolean");
        }
        ObjectNode jvm = keys.putObject("jvm")
                .put("type", "object")
                .put(DESCRIPTION, "Lists of options of the JVM, by what the names of the new systems call them")
                .put("minProperties", 2)
                .put("maxProperties", SweepReader.MAX_VALUES);
        jvm.putObject("propertyNames").put("pattern", SWEPT_WORD);
        jvm.putObject("additionalProperties")
                .put("type", "array")
                .putObject("items")
                .put("type", "string")
                .put("pattern", "^-");
        ArrayNode places = schema.putArray("oneOf");
        for (SweepSpec.Place place : SweepSpec.Place.values()) {
            places.addObject().putArray("required").add(SpecReader.word(place));
        }
        return text(schema);
    }

    private static void listOf(ObjectNode keys, String name, String description, int least) {
        keys.putObject(name)
                .put("type", "array")
                .put(DESCRIPTION, description)
                .put("minItems", least)
                .put("maxItems", SweepReader.MAX_VALUES)
                .putObject("items")
                .put("type", "string");
    }

    private static ObjectNode stream() {
        ObjectNode stream = object("Parameters of the generator (transaction-generator/README.md)");
        ObjectNode parameters = stream.putObject("properties");
        for (Parameter parameter : Parameter.values()) {
            ObjectNode value = parameters.putObject(parameter.key());
            if (parameter.isWhole()) {
                value.put("type", "integer")
                        .put("minimum", Long.parseLong(parameter.from()))
                        .put("maximum", Long.parseLong(parameter.to()))
                        .put("default", parameter.otherwise().longValue());
            } else {
                value.put("type", "number")
                        .put("minimum", Double.parseDouble(parameter.from()))
                        .put("maximum", Double.parseDouble(parameter.to()))
                        .put("default", parameter.otherwise().doubleValue());
            }
            value.put(
                    DESCRIPTION,
                    parameter.text() + (parameter.unit().isEmpty() ? "" : " In " + parameter.unit() + "."));
        }
        for (Scenario scenario : Scenario.FRAUD) {
            parameters
                    .putObject(GeneratorConfig.MIX_PREFIX + scenario.label())
                    .put("type", "number")
                    .put("minimum", 0)
                    .put("maximum", GeneratorConfig.MAX_WEIGHT)
                    .put("default", GeneratorConfig.DEFAULT_WEIGHT)
                    .put(DESCRIPTION, "What this scenario weighs among the fraudulent ones.");
        }
        return stream;
    }

    private static ObjectNode schema(String title, String description, String... required) {
        ObjectNode schema = JSON.createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", title);
        schema.setAll(object(description));
        ArrayNode keys = schema.putArray("required");
        List.of(required).forEach(keys::add);
        return schema;
    }

    private static ObjectNode object(String description) {
        return JSON.createObjectNode()
                .put("type", "object")
                .put("additionalProperties", false)
                .put(DESCRIPTION, description);
    }

    private static ObjectNode text(ObjectNode keys, String name, String description) {
        return keys.putObject(name).put("type", "string").put(DESCRIPTION, description);
    }

    private static void words(ObjectNode keys, String name, String description, Enum<?>[] values) {
        ArrayNode words = keys.putObject(name).put(DESCRIPTION, description).putArray("enum");
        List.of(values).forEach(value -> words.add(SpecReader.word(value)));
    }

    private static void whole(
            ObjectNode keys, String name, String description, long least, long greatest, long otherwise) {
        range(keys, name, least, greatest).put("default", otherwise).put(DESCRIPTION, description);
    }

    private static ObjectNode range(ObjectNode keys, String name, long least, long greatest) {
        return keys.putObject(name).put("type", "integer").put("minimum", least).put("maximum", greatest);
    }

    private static void values(ObjectNode keys, String name, String description) {
        keys.putObject(name)
                .put("type", "object")
                .put(DESCRIPTION, description)
                .putObject("additionalProperties")
                .putArray("type")
                .add("string")
                .add("number")
                .add("boolean");
    }

    /** What holds of files of a kind: its keys. */
    private static ObjectNode when(ArrayNode byKind, Enum<?> kind, String then) {
        ObjectNode rule = byKind.addObject();
        ObjectNode isKind = rule.putObject("if");
        isKind.putObject("properties").putObject(KIND).put("const", SpecReader.word(kind));
        isKind.putArray("required").add(KIND);
        return rule.putObject(then).putObject("properties");
    }

    /** What holds of all files but those of the last kind: their keys. */
    private static ObjectNode otherwise(ArrayNode byKind) {
        return ((ObjectNode) byKind.get(byKind.size() - 1)).putObject("else").putObject("properties");
    }

    private static void forbid(ObjectNode keys, String... names) {
        List.of(names).forEach(name -> keys.put(name, false));
    }

    private static String text(ObjectNode schema) {
        try {
            return JSON.writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a schema is made of strings and numbers", e);
        }
    }
}
