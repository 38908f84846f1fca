package fraud.cli.quality;

import fraud.costs.Costs;
import fraud.model.Outcome;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.Found;
import fraud.report.figures.QualityReport.LookAlike;
import fraud.report.figures.QualityReport.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one engine found of the fraud there was: first its alerts, then its decisions, each once, in any order. A
 * transaction is found if its decision is not APPROVE, or if an alert holds it.
 *
 * <p>An <em>alarm</em> is what an analyst has to look at: a decision that is not APPROVE, or a transaction in an alert,
 * unless all there is to it is that the issuer has blocked the card or the merchant, which is an order and no
 * suspicion. A <em>case</em> is a card on a UTC day of event time with at least one alarm: an analyst who looks at it
 * sees all of them, and calls once.
 *
 * <p>Memory goes with the frauds and the alarms, never with the stream. Not thread-safe.
 */
public final class DetectionMetrics {

    /** The reasons that are orders: the issuer has looked already. */
    private static final Set<String> ORDERED = Set.of("CARD_BLOCKED", "MERCHANT_BLOCKED");

    private static final String APPROVE = Outcome.APPROVE.name();
    private static final String DECLINE = Outcome.DECLINE.name();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MIN_SPAN_MILLIS = Duration.ofHours(1).toMillis();

    private final String engine;
    private final FraudTruth truth;
    private final Scope scope;
    private final Map<String, Set<String>> rulesByAlerted = new HashMap<>();
    private final Map<String, ScenarioFindings> scenarios = new TreeMap<>();
    private final Map<String, LookAlikeFindings> lookAlikes = new TreeMap<>();
    /** How many alarms of each combination of rules there were. */
    private final Map<Set<String>, Alarms> alarmsByRules = new HashMap<>();

    private final Optional<CostTally> cost;
    private final Set<String> counted = new HashSet<>();
    private final Set<String> found = new HashSet<>();
    private final Set<Case> cases = new HashSet<>();
    private long transactions;
    private long honestAlarms;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    /** A card on a day. */
    private record Case(String cardId, long day) {}

    private static final class Alarms {
        private long all;
        private long onFraud;
    }

    private static final class LookAlikeFindings {
        private long transactions;
        private long alarms;
    }

    private static final class ScenarioFindings {
        private final Set<String> campaigns = new HashSet<>();
        private final Set<String> campaignsFound = new HashSet<>();
        /** Frauds found by each rule; one may be found by several. */
        private final Map<String, Long> byRule = new TreeMap<>();

        private long transactions;
        private long amountMinor;
        private long found;
        private long foundAmountMinor;
    }

    /**
     * DetectionMetrics of an engine.
     *
     * @param engine its name
     * @param truth with all labels and transactions taken
     * @param scope which transactions are counted
     * @param costs what mistakes cost, if that is to be counted
     */
    public DetectionMetrics(String engine, FraudTruth truth, Scope scope, Optional<Costs> costs) {
        this.engine = engine;
        this.truth = truth;
        this.scope = scope;
        this.cost = costs.map(CostTally::new);
    }

    /** Takes an alert. */
    public void alert(String rule, List<String> transactionIds) {
        transactionIds.forEach(id ->
                rulesByAlerted.computeIfAbsent(id, unused -> new TreeSet<>()).add(rule));
    }

    /**
     * Takes a decision, after all alerts.
     *
     * @param outcome as on the wire
     * @param reasons as on the wire
     */
    public void decision(
            String transactionId, String cardId, long eventTimeMillis, String outcome, List<String> reasons) {
        if (!scope.counts(cardId, eventTimeMillis)) {
            return;
        }
        transactions++;
        firstMillis = Math.min(firstMillis, eventTimeMillis);
        lastMillis = Math.max(lastMillis, eventTimeMillis);
        Set<String> rules = rules(outcome, reasons, rulesByAlerted.getOrDefault(transactionId, Set.of()));
        boolean isFraud = truth.fraud(transactionId).isPresent();
        if (isFraud) {
            fraud(transactionId, rules);
        }
        boolean isAlarm = isAlarm(rules);
        if (isAlarm) {
            Alarms alarms = alarmsByRules.computeIfAbsent(rules, unused -> new Alarms());
            boolean isDeclined = outcome.equals(DECLINE) && !isOrdered(rules);
            cost.ifPresent(of -> of.alarm(isFraud, isDeclined));
            alarms.all++;
            alarms.onFraud += isFraud ? 1 : 0;
            honestAlarms += isFraud ? 0 : 1;
            cases.add(new Case(cardId, Math.floorDiv(eventTimeMillis, DAY_MILLIS)));
        }
        truth.lookAlike(transactionId).ifPresent(kind -> {
            LookAlikeFindings of = lookAlikes.computeIfAbsent(kind, unused -> new LookAlikeFindings());
            of.transactions++;
            of.alarms += isAlarm ? 1 : 0;
        });
    }

    /**
     * What speaks against a transaction; nothing if nothing does.
     *
     * @param outcome of its decision, as on the wire, which stands where no reason is given
     * @param reasons of its decision, as on the wire
     * @param alerted rules of the alerts that hold it
     */
    public static Set<String> rules(String outcome, Collection<String> reasons, Set<String> alerted) {
        Set<String> rules = new TreeSet<>(reasons);
        rules.addAll(alerted);
        if (rules.isEmpty() && !outcome.equals(APPROVE)) {
            rules.add(outcome);
        }
        return rules;
    }

    /** Whether what speaks against a transaction makes an alarm. */
    public static boolean isAlarm(Set<String> rules) {
        return !rules.isEmpty() && !ORDERED.containsAll(rules);
    }

    /** Whether a block is among what speaks against a transaction. */
    static boolean isOrdered(Collection<String> rules) {
        return rules.stream().anyMatch(ORDERED::contains);
    }

    /** Counts a fraud once, though its id may have come back after the horizon, or with another card. */
    private void fraud(String transactionId, Set<String> rules) {
        FraudTruth.Fraud fraud = truth.fraud(transactionId).orElseThrow();
        ScenarioFindings of = scenarios.computeIfAbsent(fraud.scenario(), unused -> new ScenarioFindings());
        long amountMinor = truth.amountMinor(transactionId);
        if (counted.add(transactionId)) {
            of.transactions++;
            of.amountMinor += amountMinor;
            fraud.campaign().ifPresent(of.campaigns::add);
        }
        if (!rules.isEmpty() && found.add(transactionId)) {
            of.found++;
            of.foundAmountMinor += amountMinor;
            fraud.campaign().ifPresent(of.campaignsFound::add);
            rules.forEach(rule -> of.byRule.merge(rule, 1L, Long::sum));
        }
    }

    /** The engine's name. */
    public String engine() {
        return engine;
    }

    /** Transactions counted, fraud included. */
    public long transactions() {
        return transactions;
    }

    /** Frauds counted. */
    public long frauds() {
        return counted.size();
    }

    /** The frauds found, by {@code transactionId}. */
    public Set<String> found() {
        return Collections.unmodifiableSet(found);
    }

    /** Alarms a day of event time that a rule raises, alone or with others. */
    public double alarmsPerDay(String rule) {
        return alarmsByRules.entrySet().stream()
                        .filter(alarms -> alarms.getKey().contains(rule))
                        .mapToLong(alarms -> alarms.getValue().all)
                        .sum()
                / days();
    }

    /** What there was to find, by name. */
    public List<Scenario> scenarios() {
        List<Scenario> result = new ArrayList<>();
        scenarios.forEach((name, of) ->
                result.add(new Scenario(name, title(name), of.campaigns.size(), of.transactions, of.amountMinor)));
        return result;
    }

    /** The look-alikes there were, by name. */
    public List<LookAlike> lookAlikes() {
        List<LookAlike> result = new ArrayList<>();
        lookAlikes.forEach((name, of) -> result.add(new LookAlike(name, title(name), of.transactions)));
        return result;
    }

    /** A name for people: {@code bust-out} is {@code Bust out}. */
    private static String title(String name) {
        String words = name.replace('-', ' ').replace('_', ' ').replaceFirst("^bin\\b", "BIN");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * What the engine found.
     *
     * @param analysts how many share the cases of a day
     */
    public EngineQuality quality(int analysts) {
        List<Found> byScenario = new ArrayList<>();
        scenarios.forEach((name, of) -> byScenario.add(foundOf(name, of)));
        Map<String, Long> falseAlarms = new TreeMap<>();
        lookAlikes.forEach((name, of) -> falseAlarms.put(name, of.alarms));
        return new EngineQuality(
                engine,
                found.size() + honestAlarms,
                found.size(),
                scenarios.values().stream().mapToLong(of -> of.foundAmountMinor).sum(),
                cases.size() / (days() * analysts),
                byScenario,
                falseAlarms,
                List.of(),
                null,
                cost.map(of -> of.with(counted.stream()
                                .filter(id -> !found.contains(id))
                                .mapToLong(truth::amountMinor)))
                        .orElse(null));
    }

    private Found foundOf(String name, ScenarioFindings of) {
        return new Found(
                name,
                of.campaignsFound.size(),
                of.found,
                of.foundAmountMinor,
                precision(of.byRule.keySet()),
                of.byRule);
    }

    /** The share of fraud among all alarms of any of these rules; null if none of them raises alarms. */
    private Double precision(Set<String> rules) {
        long all = 0;
        long onFraud = 0;
        for (Map.Entry<Set<String>, Alarms> alarms : alarmsByRules.entrySet()) {
            if (alarms.getKey().stream().anyMatch(rule -> rules.contains(rule) && !ORDERED.contains(rule))) {
                all += alarms.getValue().all;
                onFraud += alarms.getValue().onFraud;
            }
        }
        return all == 0 ? null : (double) onFraud / all;
    }

    /** Days of event time that the counted transactions span, at least an hour: less says nothing of a day. */
    private double days() {
        return Math.max(MIN_SPAN_MILLIS, transactions == 0 ? 0 : lastMillis - firstMillis) / (double) DAY_MILLIS;
    }
}
