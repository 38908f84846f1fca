package fraud.report.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that a run's report shows: the content of {@code report.json}, and of {@code report.html} beside it. Only
 * figures that were measured or counted are in it; what a page derives from them (a recall from its two counts) it
 * derives by the formula that the field's description names.
 *
 * <p>Units are in the names. {@code atSeconds}, {@code fromSeconds} and {@code toSeconds} count from
 * {@link Run#startedAt}, which is when the command was given, so that all series share one time line. Percentiles are
 * from 0 to 100, amounts in minor units of the billing currency, positions in degrees (WGS 84). What was not measured
 * is an empty list or is left out, never 0. A series has at most a few thousand points; longer ones are downsampled by
 * the caller.
 *
 * <p>Its members are described here and not in files of their own, so that the schema of {@code report.json} is read in
 * one place.
 *
 * <p>{@code schemaVersion} changes when a reader of the old one would misread; new members do not change it, and
 * readers ignore members they do not know.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param title what was run, in a few words: the page's heading
 * @param run how it was run
 * @param environment what it was run on
 * @param summary counts, what is lost and wrong, and whether the outputs are equal
 * @param phases parts of the run in the order of their beginning
 * @param traffic what was sent; left out if a file was replayed
 * @param sent records sent to the input topic over time
 * @param engines what was measured of each engine, in the order in which they are shown
 * @param processes what each process used
 * @param quality how well fraud was found; left out if there is no truth to compare with
 * @param map places of fraud, and of the cards' homes; left out if there are none
 * @param choice why the stream is as it is, if it was chosen for the machine; left out if a file was replayed
 * @param incomplete why the run ended before its end; left out if it did not
 * @param method how the figures came about, a sentence or two each
 * @param limits what the figures do not say, a sentence or two each
 *
 * <p>Over 300 lines, since its shape is the schema of {@code report.json} and is read in one piece.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunReport(
        int schemaVersion,
        String title,
        Run run,
        Environment environment,
        Summary summary,
        List<Phase> phases,
        Traffic traffic,
        List<Rate> sent,
        List<EngineReport> engines,
        List<ProcessReport> processes,
        QualityReport quality,
        FraudMap map,
        Choice choice,
        String incomplete,
        List<String> method,
        List<String> limits) {

    /** The version that this class reads and writes. */
    public static final int SCHEMA_VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public RunReport {
        phases = List.copyOf(phases);
        sent = List.copyOf(sent);
        engines = List.copyOf(engines);
        processes = List.copyOf(processes);
        method = List.copyOf(method);
        limits = List.copyOf(limits);
    }

    /**
     * How the run was made.
     *
     * @param command the command line, as it can be given again
     * @param startedAt when it was given: UTC in ISO 8601, such as {@code 2026-11-23T12:00:00Z}
     * @param seconds from then to the end of the last check
     * @param settings further settings worth knowing, by name, in the order in which they are shown: the sequence
     *     bound, partitions…
     */
    public record Run(String command, String startedAt, double seconds, Map<String, String> settings) {

        public Run {
            settings = ordered(settings);
        }
    }

    /**
     * What the run was made on.
     *
     * @param commit of this software, abbreviated; {@code unknown} outside a checkout
     * @param changed whether the checkout had changes that are not in the commit
     * @param processor model name, as the system tells it
     * @param cores available to the run
     * @param memoryMib of the machine
     * @param software name to version, in the order in which it is shown: operating system, Java, Kafka, Flink, Spark…
     */
    public record Environment(
            String commit, boolean changed, String processor, int cores, long memoryMib, Map<String, String> software) {

        public Environment {
            software = ordered(software);
        }
    }

    /**
     * A part of the run, shown as a band behind what goes over time. A reader of a recovery's report finds its faults
     * here, too.
     *
     * @param name such as {@code history}, {@code warm-up}, {@code live}
     * @param fromSeconds its beginning
     * @param toSeconds its end
     * @param measured whether latencies and rates of this phase count as results
     */
    public record Phase(String name, double fromSeconds, double toSeconds, boolean measured) {}

    /**
     * The generated stream.
     *
     * @param seed what it was made from
     * @param manifestDigest of the generator's manifest, from which the same stream can be made again
     * @param cards in the population
     * @param offeredPerSecond events a second of the open-loop schedule, of the live part
     * @param naturalPerSecond events a second that this population makes by itself
     * @param historyTransactions sent before the live part, as fast as the broker takes them
     * @param historyDays of event time that they span
     * @param liveTransactions sent on the schedule
     * @param sentLate of these, sent more than 50 ms behind the schedule: then it is the generator or the machine that
     *     is slow
     * @param maxLagMillis how far behind the schedule one was sent at most
     * @param warmUpSeconds of the live part that latencies leave out
     */
    public record Traffic(
            long seed,
            String manifestDigest,
            long cards,
            double offeredPerSecond,
            double naturalPerSecond,
            long historyTransactions,
            double historyDays,
            long liveTransactions,
            long sentLate,
            double maxLagMillis,
            double warmUpSeconds) {

        private static final int MAX_LATE_OF = 100;

        /**
         * Whether latencies say more about the generator than about the engines: more than one event in a hundred was
         * sent late.
         */
        public boolean isGeneratorLate() {
            return sentLate * MAX_LATE_OF > liveTransactions;
        }
    }

    /**
     * What was chosen for the machine, or asked for, and why. The numbers themselves are in {@link Traffic}.
     *
     * @param history how many days of history and why, in a sentence; left out before that was known
     * @param historyChosen whether that was chosen, rather than asked for
     * @param rate how many events a second of the live part and why; left out before that was known
     * @param rateChosen whether that was chosen, rather than asked for
     * @param otherCores how many of the cores other work kept busy, on average over the run; left out if the system
     *     does not tell
     * @param warnings what was asked for and is more than the machine is sure to do, and what it lacks
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Choice(
            String history,
            boolean historyChosen,
            String rate,
            boolean rateChosen,
            Double otherCores,
            List<String> warnings) {

        public Choice {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Records a second, over the interval that ends at a time and begins at that of the entry before (the first one's
     * begins with the series' phase).
     *
     * @param atSeconds the end of the interval
     * @param perSecond mean over it
     */
    public record Rate(double atSeconds, double perSecond) {}

    /**
     * What a process used over time.
     *
     * @param name such as {@code flink}, {@code spark}, {@code broker}, {@code launcher}
     * @param samples in the order of time
     */
    public record ProcessReport(String name, List<Usage> samples) {

        public ProcessReport {
            samples = List.copyOf(samples);
        }

        /**
         * A sample.
         *
         * @param atSeconds when
         * @param cpuSeconds user and system time of the process since its start: the slope is the number of busy cores
         * @param residentMib resident memory
         */
        public record Usage(double atSeconds, double cpuSeconds, double residentMib) {}
    }

    /**
     * Where fraud was, and where the cards live.
     *
     * @param points fraudulent transactions, at most some thousands; the caller draws a sample and says so
     *     in the limits
     * @param homes the population, in cells of about a degree, at most some thousands
     */
    public record FraudMap(List<Point> points, List<Home> homes) {

        public FraudMap {
            points = List.copyOf(points);
            homes = List.copyOf(homes);
        }

        /**
         * A fraudulent transaction.
         *
         * @param latitude of the transaction, or of the card's home if it has no place (card not present)
         * @param longitude the same
         * @param cardPresent whether the place is the transaction's own
         * @param scenario as in {@link QualityReport.Scenario#name}
         * @param amountMinor its amount
         * @param foundBy the engines, by name, that declined it, sent it to review, or have it in an alert
         */
        public record Point(
                double latitude,
                double longitude,
                boolean cardPresent,
                String scenario,
                long amountMinor,
                List<String> foundBy) {

            public Point {
                foundBy = List.copyOf(foundBy);
            }
        }

        /**
         * Cards that live close together.
         *
         * @param latitude of the cell's centre
         * @param longitude of the cell's centre
         * @param cards how many live there
         */
        public record Home(double latitude, double longitude, long cards) {}
    }

    /** Whether everything is as it must be: nothing lost or wrong, and no difference between the engines. */
    public boolean isClean() {
        return !Boolean.FALSE.equals(summary.equal())
                && summary.engines().values().stream().allMatch(Summary.EngineSummary::isClean);
    }

    /** As JSON over several lines. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is made of strings and numbers", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws IOException if it is no report, or one of another schema version
     */
    public static RunReport parse(String json) throws IOException {
        try {
            JsonNode version = JSON.readTree(json).path("schemaVersion");
            if (!version.isInt()) {
                throw new IOException("is no report of this program: it has no schemaVersion");
            }
            if (version.intValue() != SCHEMA_VERSION) {
                throw new IOException("is a report of schema version " + version.intValue() + ", this program reads "
                        + SCHEMA_VERSION);
            }
            return JSON.readValue(json, RunReport.class);
        } catch (ValueInstantiationException e) {
            // Says of what is missing only that there is null.
            throw new IOException("is no report of this program: a part of it is missing", e);
        } catch (JsonProcessingException e) {
            throw new IOException("is no report of this program: " + e.getOriginalMessage(), e);
        }
    }

    /** An unmodifiable copy that keeps the order. */
    static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
