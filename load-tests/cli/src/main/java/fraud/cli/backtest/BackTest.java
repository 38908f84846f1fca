package fraud.cli.backtest;

import fraud.cli.backtest.BackTestReport.ByKind;
import fraud.cli.backtest.BackTestReport.Kind;
import fraud.cli.backtest.BackTestReport.Value;
import fraud.cli.backtest.BackTestReport.Without;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.Workspace;
import fraud.cli.progress.Progress;
import fraud.cli.quality.FraudTruth;
import fraud.cli.training.LabelledHistory;
import fraud.cli.training.PointInTime;
import fraud.cli.training.PublishedLabel;
import fraud.cli.training.TrainingInput;
import fraud.features.EnrichedTransaction;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Says what each rule and each sequence is worth on labelled history, and what other values of its parameters would be.
 * The history is read once, with the detectors' own features and predicates and the reference's sequences; a
 * transaction is fraud if its last label says so. Kept of each transaction that counts are its identifier, its amount
 * and a bit for each value that is tried. Not thread-safe.
 */
public final class BackTest implements PointInTime.Sink {

    private final Options options;
    private final Days days;
    private final CountedTransactions counted = new CountedTransactions();
    private final FraudTruth truth = new FraudTruth();
    private final ScoringModel model;
    private final RuleTrials rules;
    private final SequenceTrials sequences;
    private long latestMillis = Long.MIN_VALUE;

    /**
     * What to do.
     *
     * @param input the transactions and labels
     * @param from first day that counts, UTC; without, all but the first 30
     * @param to last day that counts, UTC; without, the last there is
     * @param base the base values
     * @param models of which the champion scores
     * @param only names of rules and sequences whose parameters are tried; if empty, all
     * @param arguments of the command, for the report
     */
    public record Options(
            TrainingInput input,
            Optional<LocalDate> from,
            Optional<LocalDate> to,
            RuleSet base,
            StartingModels models,
            Set<String> only,
            String arguments) {

        /** @throws IllegalArgumentException if the days are out of order, or too few to say anything */
        public Options {
            if (from.isPresent() && to.isPresent()) {
                if (to.get().isBefore(from.get())) {
                    throw new IllegalArgumentException("--to " + to.get() + ": is before --from " + from.get());
                }
                if (to.get().isBefore(from.get().plusDays(Days.LEAST - 1L))) {
                    throw new IllegalArgumentException(
                            "--from " + from.get() + " --to " + to.get() + ": " + Days.TOO_SHORT);
                }
            }
        }
    }

    private BackTest(Options options) {
        this.options = options;
        this.days = new Days(options.from(), options.to());
        this.model = new ScoringModel(options.models());
        Predicate<String> isTried =
                name -> options.only().isEmpty() || options.only().contains(name);
        boolean hasModel = options.models().model(ModelRole.CHAMPION).isPresent();
        this.rules = new RuleTrials(options.base(), hasModel, isTried);
        this.sequences = new SequenceTrials(options.base(), isTried);
    }

    /**
     * Does it.
     *
     * @throws OperationFailedException if something cannot be read, or says nothing of the rules
     */
    public static BackTestReport run(Options options, Workspace workspace, Progress progress) {
        BackTest test = new BackTest(options);
        LabelledHistory history = LabelledHistory.read(options.input(), test, workspace, progress);
        test.days.requireEnough(test.counted.size());
        history.audit().requireMatch();
        test.counted.judge(test.truth, test.days.size());
        test.requireFraud(history);
        progress.say("sequences");
        // As at the end of a replay, when no alert is waited for (SEMANTICS 10.3).
        test.sequences.run(test.latestMillis + 1);
        return test.report();
    }

    private void requireFraud(LabelledHistory history) {
        if (counted.frauds().isEmpty()) {
            throw new OperationFailedException("none of the " + counted.size() + " transactions from " + days.first()
                    + " to " + days.last() + " is labelled as fraud, so that nothing can be found in them"
                    + (history.rejectedLabels() == 0 ? "" : " (" + history.rejectedLabels() + " labels are not valid)")
                    + ": give days, or labels, with some");
        }
    }

    @Override
    public void transaction(EnrichedTransaction enriched, double[] features) {
        long eventTimeMillis = enriched.eventTimeMillis();
        days.take(eventTimeMillis);
        see(Math.max(eventTimeMillis, enriched.origin().publishedAtMillis()));
        if (days.count(enriched.transaction().cardId(), eventTimeMillis)) {
            int number = counted.add(enriched.transaction());
            rules.take(number, enriched, model.scores(features));
            sequences.take(number, enriched);
        } else if (days.isNear(eventTimeMillis, SequenceTrials.MARGIN)) {
            sequences.take(enriched);
        }
    }

    @Override
    public void label(PublishedLabel published) {
        see(published.origin().publishedAtMillis());
        truth.label(published.label(), Optional.empty());
    }

    private void see(long millis) {
        latestMillis = Math.max(latestMillis, millis);
    }

    private BackTestReport report() {
        List<ParameterGrid> grids = Stream.concat(rules.grids().stream(), sequences.grids().stream())
                .toList();
        List<Trial> trials = new ArrayList<>(rules.trials(days.size()));
        trials.addAll(sequences.trials());
        List<Kind> kinds = new ArrayList<>();
        counted.kinds().forEach((name, of) -> kinds.add(new Kind(name, of.cardinality(), counted.amountMinor(of))));
        return new BackTestReport(
                "./fraud " + options.arguments(),
                options.input().file().getFileName().toString(),
                options.models()
                        .model(ModelRole.CHAMPION)
                        .map(PublishedModel::directory)
                        .orElse(null),
                days.first().toString(),
                days.last().toString(),
                days.size(),
                counted.size(),
                counted.frauds().cardinality(),
                counted.amountMinor(counted.frauds()),
                trials.stream().map(trial -> value(trial, grids)).toList(),
                kinds,
                grids.stream().map(this::byKind).toList(),
                counted.figures(allBut(grids, "")),
                grids.stream()
                        .map(grid -> without(grid, grids))
                        .sorted(Comparator.comparingLong(Without::fraudsLost)
                                .thenComparingLong(Without::amountMinorLost)
                                .reversed()
                                .thenComparingLong(Without::falseAlarmsSaved))
                        .toList());
    }

    private Value value(Trial trial, List<ParameterGrid> grids) {
        BitSet alone = CountedTransactions.without(trial.alarmed(), allBut(grids, trial.rule()));
        return new Value(
                trial.rule(),
                trial.parameter().parameter(),
                trial.parameter().unit(),
                trial.value(),
                trial.isBase(),
                counted.figures(trial.alarmed()),
                alone.cardinality(),
                CountedTransactions.and(alone, counted.frauds()).cardinality());
    }

    private ByKind byKind(ParameterGrid grid) {
        Map<String, Long> found = new TreeMap<>();
        Map<String, Double> recall = new TreeMap<>();
        counted.kinds().forEach((name, of) -> {
            long hits = CountedTransactions.and(grid.atBase(), of).cardinality();
            found.put(name, hits);
            recall.put(name, CountedTransactions.share(hits, of.cardinality()));
        });
        return new ByKind(grid.rule(), found, recall);
    }

    private Without without(ParameterGrid grid, List<ParameterGrid> grids) {
        BitSet others = allBut(grids, grid.rule());
        BitSet alone = CountedTransactions.without(grid.atBase(), others);
        BitSet lost = CountedTransactions.and(alone, counted.frauds());
        return new Without(
                grid.rule(),
                counted.figures(others),
                lost.cardinality(),
                counted.amountMinor(lost),
                alone.cardinality() - lost.cardinality());
    }

    /** Alarms at base values of all but one. */
    private static BitSet allBut(List<ParameterGrid> grids, String rule) {
        BitSet alarmed = new BitSet();
        grids.stream().filter(grid -> !grid.rule().equals(rule)).forEach(grid -> alarmed.or(grid.atBase()));
        return alarmed;
    }
}
