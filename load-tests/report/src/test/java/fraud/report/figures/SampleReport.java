package fraud.report.figures;

import fraud.report.figures.EngineReport.Batch;
import fraud.report.figures.EngineReport.Checkpoint;
import fraud.report.figures.EngineReport.History;
import fraud.report.figures.EngineReport.KeepUp;
import fraud.report.figures.EngineReport.Latency;
import fraud.report.figures.EngineReport.LatencySecond;
import fraud.report.figures.EngineReport.StateSize;
import fraud.report.figures.RunReport.Choice;
import fraud.report.figures.RunReport.Environment;
import fraud.report.figures.RunReport.FraudMap;
import fraud.report.figures.RunReport.Phase;
import fraud.report.figures.RunReport.ProcessReport;
import fraud.report.figures.RunReport.Rate;
import fraud.report.figures.RunReport.Run;
import fraud.report.figures.RunReport.Traffic;
import fraud.report.figures.Summary.EngineSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A report as a demo of two minutes might write it: invented figures, made from a seed. */
public final class SampleReport {

    public static final long SEED = 42;

    private static final String TITLE = "Fraud detection on Flink and Spark: one stream, two engines";
    private static final double LIVE_FROM = 38;
    private static final double LIVE_TO = 98;
    private static final int RATE = 300;
    private static final long HISTORY = 288_000;
    private static final double[] PERCENTILES = {1, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.95, 99.99};

    private final Random random = new Random(SEED);

    private SampleReport() {}

    /** Everything that a report can hold. */
    public static RunReport full() {
        return new SampleReport().report(TITLE, summary());
    }

    /** The same with another heading. */
    public static RunReport titled(String title) {
        return new SampleReport().report(title, summary());
    }

    /** One in which the engines disagree. */
    public static RunReport unequal() {
        Map<String, EngineSummary> engines = new LinkedHashMap<>(summary().engines());
        engines.put(
                "spark",
                new EngineSummary(303_213, 1_498, 612, 1_467, 187, 1, 0, 0, 0, 101.3, List.of("no output of 0:17")));
        return new SampleReport()
                .report(TITLE, new Summary(305_980, 270_000, 0, engines, false, "flink has no decision of 0:17"));
    }

    /** What a replay of a file leaves: counts, and nothing that was measured live. */
    public static RunReport replay() {
        RunReport full = full();
        return new RunReport(
                full.schemaVersion(),
                "Replay of a file",
                full.run(),
                full.environment(),
                full.summary(),
                List.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                full.method(),
                full.limits());
    }

    /** A run of one engine that ended before anything was measured. */
    public static RunReport idle() {
        RunReport full = full();
        Latency nothing = new Latency(List.of(), 0, 0, 0, 0, 0);
        EngineReport engine = new EngineReport(
                "flink",
                "Flink 2.2.0",
                Map.of(),
                nothing,
                nothing,
                List.of(),
                null,
                new History(0, 9, 9, 0, List.of()),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        Summary summary =
                new Summary(0, 0, 0, Map.of("flink", summary().engines().get("flink")), null, null);
        return new RunReport(
                full.schemaVersion(),
                TITLE,
                full.run(),
                full.environment(),
                summary,
                List.of(),
                full.traffic(),
                List.of(),
                List.of(engine),
                List.of(new ProcessReport("flink", List.of())),
                null,
                new FraudMap(List.of(), List.of()),
                null,
                null,
                List.of(),
                List.of());
    }

    /** One that was stopped while it ran live, with an engine that did not keep up. */
    public static RunReport incomplete() {
        RunReport full = full();
        EngineReport slow = full.engines().get(1);
        EngineReport behind = new EngineReport(
                slow.name(),
                slow.title(),
                slow.settings(),
                slow.decisionLatency(),
                slow.alertLatency(),
                slow.decisionLatencyOverTime(),
                new KeepUp(false, 22.4, 0.31),
                slow.history(),
                slow.answered(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                slow.state(),
                List.of(),
                slow.batches());
        return new RunReport(
                full.schemaVersion(),
                TITLE,
                full.run(),
                full.environment(),
                new Summary(301_000, 260_000, 0, Map.of(), null, null),
                full.phases(),
                full.traffic(),
                full.sent(),
                List.of(full.engines().get(0), behind),
                full.processes(),
                null,
                null,
                new Choice(
                        "45 days of history, as asked",
                        false,
                        "1,000 events/s, as asked",
                        false,
                        1.7,
                        List.of("warning: 1,000 events/s is more than this machine is sure to keep up with")),
                "stopped before the end",
                full.method(),
                full.limits());
    }

    private static Choice choice() {
        return new Choice(
                "45 days of history, the most that is chosen; --history-days N takes more",
                true,
                "300 events/s, the most that is chosen; --rate N offers more",
                true,
                0.1,
                List.of());
    }

    private RunReport report(String title, Summary summary) {
        return new RunReport(
                RunReport.SCHEMA_VERSION,
                title,
                new Run(
                        "./fraud demo --seconds 60 --rate 300 --seed 42",
                        "2026-01-05T09:30:00Z",
                        118,
                        Map.of("Partitions", "4")),
                new Environment(
                        "4bd9374",
                        false,
                        "Sample processor 2.4 GHz",
                        2,
                        24_576,
                        ordered("Operating system", "Linux 6.1", "Java", "17.0.15", "Kafka broker", "4.4.0, embedded")),
                summary,
                List.of(
                        new Phase("start", 0, 9, false),
                        new Phase("history", 9, LIVE_FROM, false),
                        new Phase("warm-up", LIVE_FROM, LIVE_FROM + 10, false),
                        new Phase("live", LIVE_FROM + 10, LIVE_TO, true),
                        new Phase("catch-up", LIVE_TO, LIVE_TO + 3, false)),
                new Traffic(
                        SEED,
                        "9f3c2a71d0be",
                        3_200,
                        RATE,
                        0.0741,
                        HISTORY,
                        45,
                        (long) ((LIVE_TO - LIVE_FROM) * RATE),
                        3,
                        61,
                        10),
                rates(9, 4_000, RATE),
                List.of(flink(), spark()),
                List.of(
                        process("flink", 1.4, 0.35, 900),
                        process("spark", 1.2, 0.55, 1_250),
                        process("broker", 0.4, 0.12, 520),
                        process("launcher", 0.25, 0.1, 380)),
                SampleFraud.quality(),
                SampleFraud.map(random),
                choice(),
                null,
                List.of(
                        "Events are sent on a schedule, whether the engines keep up or not; latency runs from the time at which an event was meant to be sent to the poll that brought its decision.",
                        "Every output is joined to its input by the source offset and compared with the reference detector's, byte by byte.",
                        "Fraud is known from the generator, which shares no constant with the detectors."),
                List.of(
                        "A smoke run of a minute on a small machine, with both engines at the same time: not a performance measurement.",
                        "The stream is invented. On real transactions, recall and precision are lower."));
    }

    private static Summary summary() {
        EngineSummary clean = new EngineSummary(303_214, 1_498, 612, 1_467, 187, 0, 0, 0, 0, 101.3, List.of());
        Map<String, EngineSummary> engines = new LinkedHashMap<>();
        engines.put("flink", clean);
        engines.put("spark", clean);
        engines.put("reference", clean);
        return new Summary(305_980, 270_000, 0, engines, true, null);
    }

    private EngineReport flink() {
        return new EngineReport(
                "flink",
                "Flink 2.2.0",
                ordered("Parallelism", "2", "State backend", "hashmap", "Checkpoint interval", "1,000 ms"),
                latency(8, 0.9, 14_900),
                latency(11, 1.0, 96),
                seconds(8, 0.9),
                new KeepUp(true, 0.02, 0.0001),
                history(9, 24_300),
                answered(9, 24_300, 0.06),
                outcomes(),
                reasons(),
                Map.of("CARD_TESTING", 187L),
                deadLetters(),
                state("checkpoint", 46e6, 1.9e6),
                checkpoints(),
                List.of());
    }

    private EngineReport spark() {
        return new EngineReport(
                "spark",
                "Spark 4.2.0",
                ordered("Shuffle partitions", "4", "State store", "RocksDB", "Trigger", "as soon as possible"),
                latency(310, 0.45, 14_900),
                latency(420, 0.4, 96),
                seconds(310, 0.45),
                new KeepUp(true, 0.9, -0.002),
                history(14, 12_900),
                answered(14, 12_900, 0.3),
                outcomes(),
                reasons(),
                Map.of("CARD_TESTING", 187L),
                deadLetters(),
                state("cards", 88e6, 3_300),
                List.of(),
                batches());
    }

    private Latency latency(double median, double spread, long measured) {
        List<Latency.Percentile> curve = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double tail = -Math.log10(1 - percentile / 100);
            double millis = median * Math.exp(spread * (tail - Math.log10(2)) * (1 + 0.12 * tail));
            curve.add(new Latency.Percentile(percentile, millis));
        }
        double slowest = curve.get(curve.size() - 1).millis() * 1.15;
        return new Latency(curve, slowest, measured, 3_012, 0, 0);
    }

    private List<LatencySecond> seconds(double median, double spread) {
        return steps(LIVE_FROM + 1, LIVE_TO, 1)
                .mapToObj(at -> {
                    double warm = 1 + 3 * Math.exp(-(at - LIVE_FROM) / 4);
                    double p50 = median * warm * (0.9 + 0.2 * random.nextDouble());
                    double p99 = p50 * Math.exp(spread * 1.9) * (0.7 + 0.6 * random.nextDouble());
                    return new LatencySecond(at, p50, p99, p99 * (1.1 + random.nextDouble()), RATE);
                })
                .toList();
    }

    private static History history(double from, double perSecond) {
        double to = from + HISTORY / perSecond;
        List<History.Progress> progress = steps(from, to, 0.5)
                .mapToObj(at -> {
                    double share = (at - from) / (to - from);
                    return new History.Progress(at, Math.round(HISTORY * share * (0.7 + 0.3 * share)));
                })
                .toList();
        return new History(HISTORY, from, to, perSecond, progress);
    }

    private List<Rate> answered(double from, double historyPerSecond, double unevenness) {
        double historyTo = from + HISTORY / historyPerSecond;
        return steps(from + 1, LIVE_TO + 3, 1)
                .mapToObj(at -> {
                    double mean = at < historyTo ? historyPerSecond : at < LIVE_FROM || at > LIVE_TO ? 0 : RATE;
                    return new Rate(at, mean * (1 - unevenness + 2 * unevenness * random.nextDouble()));
                })
                .toList();
    }

    private static List<Rate> rates(double from, double historyPerSecond, double livePerSecond) {
        return steps(from + 1, LIVE_TO + 3, 1)
                .mapToObj(at -> new Rate(
                        at,
                        at <= LIVE_FROM - 12 ? historyPerSecond : at < LIVE_FROM || at > LIVE_TO ? 0 : livePerSecond))
                .toList();
    }

    private List<StateSize> state(String store, double bytes, double entries) {
        return steps(12, LIVE_TO + 2, 2)
                .mapToObj(at -> {
                    double share = Math.min(1, (at - 10) / 25);
                    return new StateSize(
                            at,
                            store,
                            Math.round(bytes * share * (0.97 + 0.06 * random.nextDouble())),
                            Math.round(entries * share));
                })
                .toList();
    }

    private List<Checkpoint> checkpoints() {
        return IntStream.rangeClosed(1, 90)
                .mapToObj(id -> {
                    double at = 9 + id * 0.99;
                    double millis = (at < LIVE_FROM ? 90 : 24) * Math.exp(0.5 * random.nextGaussian());
                    return new Checkpoint(id, at, millis, Math.round(1.2e6 * (0.5 + random.nextDouble())), id != 31);
                })
                .toList();
    }

    private List<Batch> batches() {
        List<Batch> batches = new ArrayList<>();
        double at = 14;
        for (int id = 0; at < LIVE_TO + 2; id++) {
            boolean live = at > LIVE_FROM;
            double millis = (live ? 330 : 2_600) * Math.exp(0.15 * random.nextGaussian());
            batches.add(new Batch(id, at, millis, Math.round(millis * (live ? 0.3 : 12)), parts(millis)));
            at += millis / 1_000;
        }
        return batches;
    }

    private static Map<String, Double> parts(double millis) {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("latestOffset", millis * 0.02);
        parts.put("walCommit", millis * 0.11);
        parts.put("queryPlanning", millis * 0.06);
        parts.put("addBatch", millis * 0.66);
        parts.put("commitOffsets", millis * 0.12);
        return parts;
    }

    private ProcessReport process(String name, double busyAtFirst, double busyLive, double residentMib) {
        List<ProcessReport.Usage> samples = new ArrayList<>();
        double cpuSeconds = 0;
        for (double at = 1; at <= LIVE_TO + 3; at++) {
            cpuSeconds += (at < LIVE_FROM ? busyAtFirst : busyLive) * (0.85 + 0.3 * random.nextDouble());
            samples.add(new ProcessReport.Usage(at, cpuSeconds, residentMib * (1 - Math.exp(-at / 8))));
        }
        return new ProcessReport(name, samples);
    }

    private static Map<String, Long> outcomes() {
        return counts("APPROVE", 300_871, "REVIEW", 1_634, "DECLINE", 709);
    }

    private static Map<String, Long> reasons() {
        return counts(
                "CARD_BLOCKED",
                41,
                "AMOUNT_LIMIT",
                402,
                "VELOCITY_COUNT",
                688,
                "VELOCITY_SUM",
                96,
                "IMPOSSIBLE_TRAVEL",
                214,
                "UNUSUAL_AMOUNT",
                1_312);
    }

    private static Map<String, Long> deadLetters() {
        return counts("MALFORMED_JSON", 171, "MISSING_FIELD", 139, "CARD_NUMBER", 88, "WRONG_TYPE", 214);
    }

    private static DoubleStream steps(double from, double to, double step) {
        return DoubleStream.iterate(from, at -> at <= to, at -> at + step);
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static Map<String, Long> counts(Object... namesAndCounts) {
        Map<String, Long> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            map.put((String) namesAndCounts[i], ((Integer) namesAndCounts[i + 1]).longValue());
        }
        return map;
    }
}
