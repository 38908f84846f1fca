package fraud.report.bench;

import fraud.report.figures.RunReport.Environment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Results that were made up, and look like those of a machine with two cores: each system on each workload, five times;
 * the same at each call.
 */
public final class SampleBench {

    /** Of all that is random here. */
    public static final long SEED = 20_261_130;

    private static final Instant START = Instant.parse("2026-11-30T01:00:00Z");
    private static final int LAUNCHES = 5;
    private static final double SPREAD = 0.02;

    private final Random random = new Random(SEED);
    private int started;

    private SampleBench() {}

    /** A system, with what it costs, and its latency. */
    private record Sys(String name, String title, String kind, String guarantee, double cpu, double p50, double mark) {}

    private record Work(String name, String title, int rate, int seconds) {
        boolean isBacklog() {
            return rate == 0;
        }
    }

    private static final List<Sys> SYSTEMS = List.of(
            new Sys("echo", "Echo (Kafka's clients alone)", "LOOP", "NONE", 190, 9, 0),
            new Sys("floor", "Floor (the domain in a loop)", "LOOP", "NONE", 320, 11, 0),
            new Sys("flink-bare", "Flink alone", "FLINK", "AT_LEAST_ONCE", 420, 12, 5),
            new Sys("flink-heap", "Flink, state on the heap", "FLINK", "AT_LEAST_ONCE", 810, 17, 5),
            new Sys("flink-rocksdb", "Flink, state in RocksDB", "FLINK", "AT_LEAST_ONCE", 1_130, 21, 5),
            new Sys("flink-exactly-once", "Flink, exactly once", "FLINK", "EXACTLY_ONCE", 870, 2_600, 5),
            new Sys("spark-bare", "Spark alone", "SPARK", "AT_LEAST_ONCE", 780, 420, 1),
            new Sys("spark-microbatch", "Spark, micro-batches", "SPARK", "AT_LEAST_ONCE", 1_540, 1_250, 1.6));

    private static final List<Work> WORKLOADS = List.of(
            new Work("steady-100", "Steady, 100/s", 100, 60),
            new Work("steady-300", "Steady, 300/s", 300, 60),
            new Work("steady-1000", "Steady, 1000/s", 1_000, 60),
            new Work("hot-card", "Hot card, 300/s", 300, 60),
            new Work("catch-up", "Catch-up", 0, 12));

    /** All systems on all workloads; some windows are void. */
    public static BenchResults full() {
        return new SampleBench().results(false, LAUNCHES);
    }

    /** One launch each, all windows void. */
    public static BenchResults smoke() {
        return new SampleBench().results(true, 1);
    }

    /** One of the launches has lost something. */
    public static BenchResults lossy() {
        BenchResults full = full();
        List<LaunchResult> launches = new ArrayList<>(full.launches());
        LaunchResult last = launches.remove(launches.size() - 1);
        launches.add(new LaunchResult(
                last.workload(),
                last.system(),
                last.launch(),
                last.startedAt(),
                last.seconds(),
                last.firstOutputSeconds(),
                last.inputs(),
                false,
                List.of("3 lost, 0 wrong", "lost: decision of 0:17"),
                last.windows(),
                last.samples(),
                last.marks(),
                last.collections(),
                null));
        return of(full, full.command(), launches);
    }

    /** Two systems and one workload, twice. */
    public static BenchResults small() {
        BenchResults some = only(full(), List.of("steady-300"), 2);
        return of(
                some,
                "./fraud bench --workload steady-300 --system floor,flink-heap --launches 2",
                some.launches().stream()
                        .filter(launch -> List.of("floor", "flink-heap").contains(launch.system()))
                        .toList());
    }

    /** The same on warm state, and not held against the reference. */
    public static BenchResults losslessOnly() {
        BenchResults small = small();
        return of(
                small,
                small.command(),
                small.launches().stream()
                        .map(launch -> new LaunchResult(
                                launch.workload(),
                                launch.system(),
                                launch.launch(),
                                launch.startedAt(),
                                launch.seconds(),
                                launch.firstOutputSeconds(),
                                launch.inputs(),
                                launch.lossless(),
                                launch.findings(),
                                launch.windows(),
                                launch.samples(),
                                launch.marks(),
                                launch.collections(),
                                launch.search(),
                                LaunchResult.BY_INPUT,
                                new WarmStart(launch.system() + ".500-cards.2-days.ab", 2, 2_000, 3, 5, 7_000)))
                        .toList());
    }

    /** A sweep of Flink's buffer timeout on a steady workload and a backlog, beside the system that was varied. */
    public static BenchResults swept() {
        BenchResults some = only(full(), List.of("steady-300", "catch-up"), 2);
        Map<String, String> madeOf = new LinkedHashMap<>();
        madeOf.put("0", "flink-rocksdb");
        madeOf.put("5", "flink-heap");
        madeOf.put("100", "flink-bare");
        Map<String, Map<String, String>> systems = new LinkedHashMap<>();
        systems.put("flink-heap", some.systems().get("flink-heap"));
        List<LaunchResult> launches = new ArrayList<>(some.launches().stream()
                .filter(launch -> launch.system().equals("flink-heap"))
                .toList());
        madeOf.forEach((value, system) -> {
            String name = "flink-heap.buffer-timeout-" + value;
            Map<String, String> settings = new LinkedHashMap<>(some.systems().get("flink-heap"));
            settings.put("buffer.timeout.millis", value);
            settings.putAll(
                    new Swept("flink-buffer-timeout", "Flink's buffer timeout, ms", "flink-heap", value).settings());
            systems.put(name, settings);
            some.launches().stream()
                    .filter(launch -> launch.system().equals(system))
                    .forEach(launch -> launches.add(named(launch, name)));
        });
        return new BenchResults(
                some.schemaVersion(),
                some.smoke(),
                "./fraud bench --sweep flink-buffer-timeout --system flink-heap --launches 2",
                some.environment(),
                some.model(),
                some.jvmOptions(),
                some.workloads(),
                systems,
                launches);
    }

    private static LaunchResult named(LaunchResult launch, String system) {
        return new LaunchResult(
                launch.workload(),
                system,
                launch.launch(),
                launch.startedAt(),
                launch.seconds(),
                launch.firstOutputSeconds(),
                launch.inputs(),
                launch.lossless(),
                launch.findings(),
                launch.windows(),
                launch.samples(),
                launch.marks(),
                launch.collections(),
                null);
    }

    /** Some of the workloads, and the first launches of each system on them. */
    public static BenchResults only(BenchResults results, List<String> workloads, int launches) {
        return of(
                results,
                results.command(),
                results.launches().stream()
                        .filter(launch -> workloads.contains(launch.workload()) && launch.launch() <= launches)
                        .toList());
    }

    private static BenchResults of(BenchResults results, String command, List<LaunchResult> launches) {
        Map<String, Map<String, String>> workloads = new LinkedHashMap<>(results.workloads());
        workloads
                .keySet()
                .retainAll(launches.stream().map(LaunchResult::workload).toList());
        Map<String, Map<String, String>> systems = new LinkedHashMap<>(results.systems());
        systems.keySet().retainAll(launches.stream().map(LaunchResult::system).toList());
        return new BenchResults(
                results.schemaVersion(),
                results.smoke(),
                command,
                results.environment(),
                results.model(),
                results.jvmOptions(),
                workloads,
                systems,
                launches);
    }

    private BenchResults results(boolean smoke, int count) {
        Map<String, Map<String, String>> workloads = new LinkedHashMap<>();
        WORKLOADS.forEach(work -> workloads.put(work.name(), settings(work)));
        Map<String, Map<String, String>> systems = new LinkedHashMap<>();
        SYSTEMS.forEach(sys -> systems.put(sys.name(), settings(sys)));
        List<LaunchResult> launches = new ArrayList<>();
        for (int launch = 1; launch <= count; launch++) {
            for (Work work : WORKLOADS) {
                for (int i = 0; i < SYSTEMS.size(); i++) {
                    launches.add(launch(work, SYSTEMS.get((i + launch - 1) % SYSTEMS.size()), launch, smoke));
                }
            }
        }
        return new BenchResults(
                BenchResults.SCHEMA_VERSION,
                smoke,
                "./fraud bench --workload " + String.join(",", workloads.keySet()) + " --system "
                        + String.join(",", systems.keySet()) + (smoke ? " --smoke" : " --launches 5"),
                new Environment(
                        "0123456", false, "Some processor of 2.4 GHz", 2, 8_192, Map.of("Java", "OpenJDK 64-Bit 17")),
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                List.of("-XX:+UseG1GC", "-XX:ActiveProcessorCount=2", "-XX:+ExitOnOutOfMemoryError"),
                workloads,
                systems,
                launches);
    }

    private static Map<String, String> settings(Work work) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("title", work.title());
        settings.put("kind", work.isBacklog() ? "CATCH_UP" : "STEADY");
        settings.put("warmUpSeconds", work.isBacklog() ? "0" : "60");
        settings.put("windowSeconds", String.valueOf(work.seconds()));
        settings.put("windows", work.isBacklog() ? "1" : "2");
        settings.put("cards", "3300");
        settings.put("history.days", work.isBacklog() ? "90" : "10");
        settings.put("rate", String.valueOf(work.isBacklog() ? 300 : work.rate()));
        settings.put("count", String.valueOf(work.rate() * 180));
        settings.put("hot.card.share", work.name().equals("hot-card") ? "0.2" : "0.0");
        return settings;
    }

    private static Map<String, String> settings(Sys sys) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("title", sys.title());
        settings.put("kind", sys.kind());
        settings.put("guarantee", sys.guarantee());
        if (sys.kind().equals("FLINK")) {
            settings.put("parallelism", "2");
            settings.put("state.backend", sys.name().equals("flink-rocksdb") ? "rocksdb" : "hashmap");
        }
        settings.put("jvm", "");
        return settings;
    }

    private double about(double mean) {
        return mean * Math.exp(SPREAD * random.nextGaussian());
    }

    private LaunchResult launch(Work work, Sys sys, int number, boolean smoke) {
        double live = sys.kind().equals("LOOP") ? 6 : 24;
        double warmUp = work.isBacklog() ? 8 : 60;
        int windows = work.isBacklog() ? 1 : 2;
        // Where nothing is due, a machine with much to do needs less for each.
        double share = work.isBacklog()
                ? 0.55
                : Math.pow(300.0 / work.rate(), sys.kind().equals("LOOP") ? 0.2 : 0.45);
        double cpu = about(sys.cpu() * share);
        double rate = work.isBacklog() ? about(1.7e6 / cpu) : work.rate();
        List<WindowResult> results = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            double from = live + warmUp + (double) i * work.seconds();
            results.add(window(work, sys, from, rate, cpu, reasons(work, sys, number, i, smoke)));
        }
        double end = live + warmUp + windows * work.seconds() + 4;
        return new LaunchResult(
                work.name(),
                sys.name(),
                number,
                START.plusSeconds(240L * started++).toString(),
                end + 12,
                live / 2,
                Math.round(rate * (end - live)),
                true,
                List.of(),
                results,
                samples(sys, live, end, rate, cpu),
                marks(sys, live, end, rate),
                sys.kind().equals("LOOP") ? List.of() : List.of(new Collection("executor", live + 9, 14)),
                null);
    }

    private List<String> reasons(Work work, Sys sys, int number, int window, boolean smoke) {
        if (smoke) {
            return List.of(
                    "not warm: drifted by 31.6 % of the median; at most 5 % are allowed",
                    "0 checkpoints or batches ended in it; at least 5 are needed");
        }
        if (work.rate() == 1_000 && sys.name().equals("spark-microbatch")) {
            return List.of("not warm: drifted by 12.4 % of the median; at most 5 % are allowed");
        }
        return number == 3 && window == 0 && sys.name().startsWith("flink")
                ? List.of("other processes used 4.1 % of the machine; at most 3 % are allowed")
                : List.of();
    }

    private WindowResult window(Work work, Sys sys, double from, double rate, double cpu, List<String> reasons) {
        double answers = rate * work.seconds();
        Map<String, RoleCost> roles = new TreeMap<>();
        shares(sys)
                .forEach((role, share) -> roles.put(
                        role,
                        new RoleCost(
                                true,
                                cpu * share * answers / 1e6,
                                cpu * share,
                                about(role.equals("worker") ? 190 : 700),
                                2,
                                900.0 * share,
                                120.0 * share,
                                14.0)));
        roles.put("broker", new RoleCost(false, 260 * answers / 1e6, about(260), about(420), 30, null, null, null));
        roles.put("lab", new RoleCost(false, 180 * answers / 1e6, about(180), about(510), 0, null, null, null));
        double p50 = about(sys.p50() * (work.rate() == 1_000 ? 1.3 : 1));
        return new WindowResult(
                from,
                from + work.seconds(),
                reasons,
                Math.round(answers),
                rate,
                cpu,
                roles,
                work.isBacklog() ? null : latency(p50, (long) answers),
                work.isBacklog() ? null : latency(p50 - 1.5, (long) answers),
                work.isBacklog() ? null : latency(p50 + 35, (long) answers / 60),
                0.004,
                0,
                0.021,
                work.isBacklog() ? null : 0.02,
                sys.mark() == 0 ? 0 : (int) (work.seconds() / sys.mark()),
                null,
                null);
    }

    /** A tail that doubles with each nine. */
    private Percentiles latency(double p50, long count) {
        Map<String, Double> percentiles = new LinkedHashMap<>();
        for (double percentile : new double[] {50, 75, 90, 95, 99, 99.5, 99.9, 99.99}) {
            if (count * (100 - percentile) / 100 >= 10) {
                percentiles.put(
                        Percentiles.name(percentile),
                        about(p50 * Math.pow(1.9, -Math.log10(1 - percentile / 100) - 0.301)));
            }
        }
        percentiles.put("100", about(p50 * 9));
        return new Percentiles(count, 0, percentiles);
    }

    private static Map<String, Double> shares(Sys sys) {
        return switch (sys.kind()) {
            case "FLINK" -> Map.of("JobManager", 0.08, "TaskManager", 0.92);
            case "SPARK" -> Map.of("driver", 0.3, "master", 0.02, "worker", 0.02, "executor", 0.66);
            default -> Map.of("loop", 1.0);
        };
    }

    private List<Sample> samples(Sys sys, double live, double end, double rate, double cpu) {
        List<Sample> samples = new ArrayList<>();
        double answered = 0;
        double used = 0;
        for (double at = 0; at <= end; at += 0.5) {
            double now = at < live ? 0 : rate * (0.9 + 0.2 * random.nextDouble());
            answered += now / 2;
            used += at < live / 2 ? 0 : Math.min(0.95, now * cpu / 2e6 + (at < live + 20 ? 0.4 : 0.02));
            Map<String, Double> cpuSeconds = new TreeMap<>(Map.of("broker", at * 0.09, "lab", at * 0.07));
            Map<String, Double> mib = new TreeMap<>(Map.of("broker", 420.0, "lab", 500 + at / 5));
            double spent = used;
            double grown = Math.min(1, at / 60);
            shares(sys).forEach((role, share) -> {
                cpuSeconds.put(role, spent * share);
                mib.put(role, 120 + 800 * share * grown);
            });
            samples.add(new Sample(
                    at,
                    cpuSeconds,
                    mib,
                    Map.of("broker", at / 3),
                    at * 0.005,
                    Math.round(answered),
                    Math.round(Math.max(0, at - live) * rate),
                    0));
        }
        return samples;
    }

    private List<Mark> marks(Sys sys, double live, double end, double rate) {
        if (sys.mark() == 0) {
            return List.of();
        }
        boolean isBatch = sys.kind().equals("SPARK");
        return IntStream.range(0, (int) ((end - live) / sys.mark()))
                .mapToObj(i -> new Mark(
                        isBatch ? "batch" : "checkpoint",
                        live + i * sys.mark(),
                        isBatch ? about(sys.mark() * 900) : about(180),
                        Math.round(isBatch ? rate * sys.mark() : 4e6),
                        40_000_000,
                        isBatch ? Map.of("addBatch", 900.0) : Map.of()))
                .toList();
    }
}
