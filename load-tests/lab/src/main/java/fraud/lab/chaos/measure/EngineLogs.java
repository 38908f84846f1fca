package fraud.lab.chaos.measure;

import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.telemetry.RunClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an engine's own logs tell of a fault and of its end. */
public final class EngineLogs {

    private static final Pattern TIME = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S*) ");

    private static final List<Sign> OF_FLINK = List.of(
            new Sign("switched from state RUNNING to (?:RESTARTING|FAILING)", "the job restarts", true),
            new Sign("Starting StandaloneSessionClusterEntrypoint \\(", "the JobManager starts", true),
            new Sign(
                    "Dispatcher .* (?:was granted|granted) leadership|Start SessionDispatcherLeaderProcess",
                    "it leads",
                    false),
            new Sign("Restoring job \\S+ from (?:Checkpoint|checkpoint) (\\d+)", "checkpoint $1 is restored", false),
            new Sign("switched from state (?:RESTARTING|CREATED) to RUNNING", "tasks are deployed", false),
            new Sign("switched from INITIALIZING to RUNNING", "a task runs", false));

    private static final List<Sign> OF_SPARK = List.of(
            new Sign("Lost executor (\\d+)", "the driver has lost executor $1", true),
            new Sign("the query failed, and is started again", "the query is started again", true),
            new Sign(" running$", "the query runs", false));

    private final List<Sign> signs;
    private final Path directory;
    private final RunClock clock;

    /**
     * What a line that matches means.
     *
     * @param text to be found in it
     * @param meaning for people, with the text's groups
     * @param detects whether it shows that the engine knows of a fault
     */
    private record Sign(Pattern text, String meaning, boolean detects) {
        Sign(String text, String meaning, boolean detects) {
            this(Pattern.compile(text), meaning, detects);
        }
    }

    /**
     * Something that was logged.
     *
     * @param atSeconds when, since the run's start
     * @param meaning for people
     * @param detects whether it shows that the engine knows of a fault
     */
    public record Event(double atSeconds, String meaning, boolean detects) {}

    /**
     * Of an engine's cluster.
     *
     * @param directory of the cluster
     */
    public EngineLogs(SystemSpec.Kind kind, Path directory, RunClock clock) {
        this.signs = kind == SystemSpec.Kind.FLINK ? OF_FLINK : OF_SPARK;
        this.directory = directory;
        this.clock = clock;
    }

    /** All that is known so far, in the order of time. */
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.forEach(line -> read(line, events));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        events.sort(Comparator.comparingDouble(Event::atSeconds));
        return events;
    }

    /** The JobManager's, and those of drivers that ran on workers. */
    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        Path jobManager = directory.resolve("logs").resolve("jobmanager.log");
        if (Files.exists(jobManager)) {
            files.add(jobManager);
        }
        Path work = directory.resolve("work");
        if (Files.exists(work)) {
            try (Stream<Path> below = Files.find(
                    work,
                    3,
                    (file, attributes) -> file.endsWith("stderr")
                            && file.getParent().getFileName().toString().startsWith("driver-"))) {
                files.addAll(below.toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private void read(String line, List<Event> events) {
        Matcher time = TIME.matcher(line);
        if (!time.find()) {
            return;
        }
        for (Sign sign : signs) {
            Matcher found = sign.text().matcher(line);
            if (found.find()) {
                String meaning = found.groupCount() > 0 ? sign.meaning().replace("$1", found.group(1)) : sign.meaning();
                events.add(
                        new Event(clock.ofEpochMillis(instant(time.group(1)).toEpochMilli()), meaning, sign.detects()));
                return;
            }
        }
    }

    /** With a zone or, by Spark's pattern, without. */
    private static Instant instant(String time) {
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            return LocalDateTime.parse(time).atZone(ZoneId.systemDefault()).toInstant();
        }
    }
}
