package fraud.report.figures;

import fraud.costs.Costs;
import fraud.report.figures.QualityReport.Cost;
import fraud.report.figures.QualityReport.EngineQuality;
import fraud.report.figures.QualityReport.Found;
import fraud.report.figures.QualityReport.LookAlike;
import fraud.report.figures.QualityReport.ModelScores;
import fraud.report.figures.QualityReport.Scenario;
import fraud.report.figures.RunReport.FraudMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The fraud of a {@link SampleReport}, found by both engines alike. */
final class SampleFraud {

    private static final List<String> BOTH = List.of("flink", "spark");

    /** Latitude, longitude and cards. */
    private static final double[][] CITIES = {
        {51.51, -0.13, 310},
        {48.86, 2.35, 260},
        {52.52, 13.40, 240},
        {40.42, -3.70, 190},
        {41.90, 12.50, 170},
        {50.08, 14.44, 90},
        {59.33, 18.07, 80},
        {52.23, 21.01, 110},
        {38.72, -9.14, 90},
        {53.35, -6.26, 70},
        {47.37, 8.54, 60},
        {40.71, -74.01, 330},
        {34.05, -118.24, 270},
        {41.88, -87.63, 180},
        {29.76, -95.37, 130},
        {43.65, -79.38, 140},
        {19.43, -99.13, 160},
        {-23.55, -46.63, 240},
        {-34.60, -58.38, 120},
        {-12.05, -77.04, 60},
        {6.52, 3.38, 110},
        {30.04, 31.24, 90},
        {-26.20, 28.05, 80},
        {25.20, 55.27, 70},
        {19.08, 72.88, 220},
        {28.61, 77.21, 180},
        {1.35, 103.82, 120},
        {13.76, 100.50, 100},
        {35.68, 139.69, 280},
        {37.57, 126.98, 150},
        {31.23, 121.47, 150},
        {-33.87, 151.21, 110},
        {-36.85, 174.76, 40},
        {39.74, -104.99, 60},
        {47.61, -122.33, 70}
    };

    private SampleFraud() {}

    static QualityReport quality() {
        List<Scenario> scenarios = List.of(
                new Scenario("card-testing", "Card testing", 42, 210, 3_180_400),
                new Scenario("velocity-burst", "Stolen card, velocity burst", 38, 342, 11_204_100),
                new Scenario("impossible-travel", "Impossible travel", 36, 88, 2_914_000),
                new Scenario("account-takeover", "Account takeover", 24, 97, 8_410_700),
                new Scenario("leaked-card", "Leaked card, not present", 33, 264, 5_092_300),
                new Scenario("bust-out", "Bust-out", 9, 71, 9_760_000),
                new Scenario("mule-cash-out", "Mule cash-out", 6, 84, 4_200_000),
                new Scenario("compromised-terminal", "Compromised terminal", 5, 150, 1_120_800),
                new Scenario("enumeration", "Enumeration over merchants", 4, 380, 38_000));
        List<Found> found = List.of(
                new Found(
                        "card-testing", 40, 163, 3_061_000, 0.965, Map.of("CARD_TESTING", 160L, "VELOCITY_COUNT", 30L)),
                new Found(
                        "velocity-burst",
                        37,
                        221,
                        8_113_400,
                        0.364,
                        Map.of("VELOCITY_COUNT", 198L, "VELOCITY_SUM", 61L)),
                new Found("impossible-travel", 36, 44, 1_507_900, 0.721, Map.of("IMPOSSIBLE_TRAVEL", 44L)),
                new Found(
                        "account-takeover",
                        22,
                        70,
                        7_002_100,
                        0.111,
                        Map.of("UNUSUAL_AMOUNT", 66L, "AMOUNT_LIMIT", 25L)),
                new Found("leaked-card", 27, 103, 3_340_000, 0.111, Map.of("UNUSUAL_AMOUNT", 103L)),
                new Found(
                        "bust-out",
                        9,
                        58,
                        9_105_000,
                        0.119,
                        Map.of("AMOUNT_LIMIT", 41L, "UNUSUAL_AMOUNT", 22L, "VELOCITY_SUM", 14L)),
                new Found("mule-cash-out", 2, 4, 310_000, 0.020, Map.of("AMOUNT_LIMIT", 4L)),
                new Found("compromised-terminal", 0, 0, 0, null, Map.of()),
                new Found("enumeration", 0, 0, 0, null, Map.of()));
        Map<String, Long> falseAlarms = Map.of("traveller", 61L, "sales-day", 210L, "big-purchase", 402L);
        return new QualityReport(
                "history and live part",
                303_214,
                1_686,
                scenarios,
                List.of(
                        new LookAlike("traveller", "Travellers", 4_120),
                        new LookAlike("sales-day", "Sales days", 9_870),
                        new LookAlike("big-purchase", "Big purchases", 611),
                        new LookAlike("new-phone", "New phones", 1_204)),
                "Cards with at least one flagged transaction or alert on a day of event time, divided by 4 analysts.",
                BOTH.stream()
                        .map(engine -> new EngineQuality(
                                        engine,
                                        2_530,
                                        663,
                                        32_439_400,
                                        11.6,
                                        found,
                                        falseAlarms,
                                        List.of(),
                                        null,
                                        new Cost(4_100_300, 933_500, 24_000))
                                .with(scores(), byRules(engine, found, falseAlarms)))
                        .toList(),
                "Where " + Costs.USUAL.text() + ", as the model says.");
    }

    private static List<ModelScores> scores() {
        return List.of(
                new ModelScores("champion", List.of("0", "2"), 303_214, 1_686, 0.931, 0.612, 0.281, 0.404),
                new ModelScores("challenger", List.of("3"), 303_214, 1_686, 0.925, 0.634, 0.287, 0.404));
    }

    /** Without the model, half as much is found. */
    private static EngineQuality byRules(String engine, List<Found> found, Map<String, Long> falseAlarms) {
        List<Found> less = found.stream()
                .map(of -> new Found(
                        of.scenario(),
                        of.campaigns(),
                        of.transactions() / 2,
                        of.amountMinor() / 2,
                        of.precision(),
                        of.byRule()))
                .toList();
        return new EngineQuality(
                engine,
                1_900,
                331,
                16_219_700,
                8.2,
                less,
                falseAlarms,
                List.of(),
                null,
                new Cost(29_400_000, 950_000, 0));
    }

    static FraudMap map(Random random) {
        List<FraudMap.Point> points = new ArrayList<>();
        List<FraudMap.Home> homes = new ArrayList<>();
        for (double[] city : CITIES) {
            for (int i = 0; i < city[2] / 8; i++) {
                homes.add(new FraudMap.Home(near(city[0], random), near(city[1], random), 1 + random.nextInt(12)));
            }
        }
        for (Found found : quality().engines().get(0).scenarios()) {
            Scenario scenario = quality().scenarios().stream()
                    .filter(candidate -> candidate.name().equals(found.scenario()))
                    .findFirst()
                    .orElseThrow();
            for (long i = 0; i < scenario.transactions(); i += 2) {
                double[] city = CITIES[random.nextInt(CITIES.length)];
                points.add(new FraudMap.Point(
                        near(city[0], random),
                        near(city[1], random),
                        random.nextBoolean(),
                        scenario.name(),
                        100 + random.nextInt(200_000),
                        i < found.transactions() ? BOTH : List.of()));
            }
        }
        return new FraudMap(points, homes);
    }

    private static double near(double degrees, Random random) {
        return degrees + 1.1 * random.nextGaussian();
    }
}
