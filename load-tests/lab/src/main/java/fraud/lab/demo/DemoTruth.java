package fraud.lab.demo;

import fraud.cli.quality.DetectionMetrics;
import fraud.cli.quality.FraudTruth;
import fraud.generator.stream.Home;
import fraud.generator.stream.TransactionStream;
import fraud.generator.stream.Truth;
import fraud.lab.telemetry.Downsampling;
import fraud.lab.workload.DemoStream;
import fraud.model.Label;
import fraud.report.figures.RunReport.FraudMap;
import fraud.report.figures.RunReport.FraudMap.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the generator knows and the detectors had to find out. Memory goes with the fraud, the look-alikes and the cards
 * of a demo, not with its transactions.
 */
final class DemoTruth {

    static final int MAX_POINTS = 3_000;

    private final DemoStream stream;
    private final FraudTruth labels = new FraudTruth();
    private final List<Truth> frauds = new ArrayList<>();
    private final Map<String, Home> homes = new HashMap<>();

    private DemoTruth(DemoStream stream) {
        this.stream = stream;
    }

    /** The truth about all of a stream. */
    static DemoTruth of(DemoStream stream) {
        DemoTruth truth = new DemoTruth(stream);
        Set<String> scenarios = new HashSet<>(TransactionStream.scenarioNames());
        stream.truths().forEach(of -> truth.take(of, scenarios));
        return truth;
    }

    private void take(Truth of, Set<String> scenarios) {
        homes.computeIfAbsent(of.cardId(), stream::home);
        if (of.fraud()) {
            frauds.add(of);
            labels.label(
                    new Label(
                            of.transactionId(),
                            of.merchantId(),
                            of.cardId(),
                            of.eventTimeMillis(),
                            true,
                            of.scenario()),
                    Optional.of(of.campaignId()));
            labels.transaction(of.transactionId(), of.cardId(), of.eventTimeMillis(), of.amountMinor());
        } else if (of.scenario() != null && !scenarios.contains(of.scenario())) {
            // The holder's own uses in a campaign of fraud are everyday use.
            labels.lookAlike(of.transactionId(), of.scenario());
        }
    }

    FraudTruth labels() {
        return labels;
    }

    /**
     * Where fraud was, and who found it.
     *
     * @param fromEventTimeMillis fraud before this is left out, UTC epoch in ms
     */
    FraudMap map(List<DetectionMetrics> engines, long fromEventTimeMillis) {
        List<Point> points = frauds.stream()
                .filter(fraud -> fraud.eventTimeMillis() >= fromEventTimeMillis)
                .map(fraud -> point(fraud, engines))
                .toList();
        return new FraudMap(Downsampling.evenly(points, MAX_POINTS), cells());
    }

    private Point point(Truth fraud, List<DetectionMetrics> engines) {
        boolean hasPlace = fraud.latitude() != null && fraud.longitude() != null;
        Home home = homes.get(fraud.cardId());
        return new Point(
                hasPlace ? fraud.latitude() : home.latitude(),
                hasPlace ? fraud.longitude() : home.longitude(),
                hasPlace,
                fraud.scenario(),
                fraud.amountMinor(),
                engines.stream()
                        .filter(engine -> engine.found().contains(fraud.transactionId()))
                        .map(DetectionMetrics::engine)
                        .toList());
    }

    /** The population in cells of a degree, a cell by its centre. */
    private List<FraudMap.Home> cells() {
        Map<Double, Map<Double, Long>> cards = new TreeMap<>();
        homes.values()
                .forEach(home -> cards.computeIfAbsent(centre(home.latitude()), unused -> new TreeMap<>())
                        .merge(centre(home.longitude()), 1L, Long::sum));
        List<FraudMap.Home> cells = new ArrayList<>();
        cards.forEach((latitude, row) ->
                row.forEach((longitude, count) -> cells.add(new FraudMap.Home(latitude, longitude, count))));
        return cells;
    }

    private static double centre(double degrees) {
        return Math.floor(degrees) + 0.5;
    }
}
