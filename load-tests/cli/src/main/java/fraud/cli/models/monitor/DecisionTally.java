package fraud.cli.models.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.models.decisions.FirstCopies;
import fraud.cli.quality.DetectionMetrics;
import fraud.cli.quality.Scope;
import fraud.drift.ScoreReference;
import fraud.rules.Reason;
import fraud.score.Scores;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Counts the decisions of one model: first all alerts, then the decisions. Memory goes with the labels, the
 * transactions in alerts and the days. Not thread-safe.
 */
final class DecisionTally {

    /**
     * What is needed to say anything. By chance alone ten bins come to an index of some 9 · (1 / 1,000 + 1 / rows at
     * training), about .01: far below what is read as a shift.
     */
    static final int ENOUGH = 1_000;

    private static final long DAY_MILLIS = Window.DAY_MILLIS;

    private final ScoreReference reference;
    private final VersionsOfModel model;
    private final Scope days;
    private final Map<String, Boolean> frauds;
    private final FirstCopies copies = new FirstCopies();
    private final Map<String, Set<String>> rulesByAlerted = new HashMap<>();

    private final Set<String> versions = new LinkedHashSet<>();
    private final Map<String, Long> others = new TreeMap<>();
    private final long[] counts;
    private final long[] labelled;
    private final long[] labelledFrauds;
    private final double[] labelledScores;
    private final Map<Long, DayAlarms> alarms = new TreeMap<>();
    private long decisions;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    /** Of the model's decisions of other days. */
    private long firstOutsideMillis = Long.MAX_VALUE;

    private long lastOutsideMillis = Long.MIN_VALUE;

    /** Of one UTC day. */
    private static final class DayAlarms {
        private long byModel;
        private long all;
    }

    /**
     * Nothing yet.
     *
     * @param days whose decisions count
     * @param frauds whether a transaction was fraud, by id, if it is known
     */
    DecisionTally(ScoreReference reference, VersionsOfModel model, Scope days, Map<String, Boolean> frauds) {
        this.reference = reference;
        this.model = model;
        this.days = days;
        this.frauds = frauds;
        this.counts = new long[reference.bins()];
        this.labelled = new long[reference.bins()];
        this.labelledFrauds = new long[reference.bins()];
        this.labelledScores = new double[reference.bins()];
    }

    /** Takes an alert. */
    void alert(JsonNode alert) {
        String rule = alert.path("rule").asText();
        texts(alert.path("transactionIds"))
                .forEach(id -> rulesByAlerted
                        .computeIfAbsent(id, unused -> new TreeSet<>())
                        .add(rule));
    }

    /** Takes a decision, after all alerts; of several copies the first counts. */
    void decision(JsonNode decision) {
        long eventTimeMillis = decision.path("eventTimeMillis").asLong();
        if (!copies.isFirst(decision)) {
            return;
        }
        String version = decision.path("modelVersion").asText(Scores.NO_MODEL);
        if (!days.counts("", eventTimeMillis)) {
            if (model.isOne(version)) {
                firstOutsideMillis = Math.min(firstOutsideMillis, eventTimeMillis);
                lastOutsideMillis = Math.max(lastOutsideMillis, eventTimeMillis);
            }
            return;
        }
        if (!model.isOne(version)) {
            others.merge(version, 1L, Long::sum);
            return;
        }
        versions.add(version);
        decisions++;
        firstMillis = Math.min(firstMillis, eventTimeMillis);
        lastMillis = Math.max(lastMillis, eventTimeMillis);
        String transactionId = decision.path("transactionId").asText();
        double score = decision.path("score").asDouble();
        int bin = reference.bin(score);
        counts[bin]++;
        Optional.ofNullable(frauds.get(transactionId)).ifPresent(fraud -> {
            labelled[bin]++;
            labelledFrauds[bin] += fraud ? 1 : 0;
            labelledScores[bin] += score;
        });
        List<String> reasons = texts(decision.path("reasons"));
        Set<String> rules = DetectionMetrics.rules(
                decision.path("outcome").asText(), reasons, rulesByAlerted.getOrDefault(transactionId, Set.of()));
        DayAlarms day = alarms.computeIfAbsent(Math.floorDiv(eventTimeMillis, DAY_MILLIS), unused -> new DayAlarms());
        day.byModel += reasons.contains(Reason.MODEL_SCORE.name()) ? 1 : 0;
        day.all += DetectionMetrics.isAlarm(rules) ? 1 : 0;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /**
     * What all of them come to.
     *
     * @param budget alarms a day by the model that there may be
     * @throws OperationFailedException if there are too few to say anything
     */
    MonitorReport report(Optional<Integer> budget) {
        if (decisions == 0) {
            throw new OperationFailedException("no decision of these days is by the model "
                    + model.sha256().substring(0, 12)
                    + (firstOutsideMillis > lastOutsideMillis
                            ? others() + ": give the directory of the model that decided"
                            : ": it decided from " + dayOf(firstOutsideMillis) + " to " + dayOf(lastOutsideMillis)
                                    + " (--from, --to)"));
        }
        Window window = Window.of(firstMillis, lastMillis);
        if (decisions < ENOUGH || window.days() < 1) {
            throw new OperationFailedException(String.format(
                    Locale.ROOT,
                    "too few to say anything: %,d decisions of %,d hours; at least %,d over a day are needed",
                    decisions,
                    Math.round(24 * window.days()),
                    ENOUGH));
        }
        long byModel = 0;
        long all = 0;
        for (DayAlarms day : alarms.values()) {
            byModel += day.byModel;
            all += day.all;
        }
        int wholeDays = Math.toIntExact(window.endOfWholeDays() - window.firstWholeDay());
        long[] byModelByDay = new long[wholeDays];
        long[] allByDay = new long[wholeDays];
        alarms.forEach((day, of) -> {
            if (day >= window.firstWholeDay() && day < window.endOfWholeDays()) {
                int index = Math.toIntExact(day - window.firstWholeDay());
                byModelByDay[index] = of.byModel;
                allByDay[index] = of.all;
            }
        });
        long known = 0;
        long fraud = 0;
        for (int bin = 0; bin < labelled.length; bin++) {
            known += labelled[bin];
            fraud += labelledFrauds[bin];
        }
        return new MonitorReport(
                model.sha256(),
                List.copyOf(versions),
                versions.contains(VersionsOfModel.ZERO)
                        ? model.versionZeroNote().orElse(null)
                        : null,
                window,
                decisions,
                others,
                known,
                fraud,
                reference.source(),
                Stability.of(reference, counts),
                Calibration.of(reference, labelled, labelledFrauds, labelledScores),
                Alarms.of(byModel, window.days(), byModelByDay, budget),
                Alarms.of(all, window.days(), allByDay, budget),
                budget.orElse(null),
                reference.alertsPerDay());
    }

    private static LocalDate dayOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private String others() {
        return others.isEmpty() ? ", there is none at all" : ": " + MonitorText.versions(others);
    }
}
