package fraud.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.training.data.Example;
import fraud.training.data.TableRow;
import fraud.training.evaluate.PairedBootstrap.Interval;
import fraud.training.evaluate.PairedBootstrap.Intervals;
import fraud.training.model.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static final long SEED = 15;

    private final Random random = new Random(SEED);

    @Test
    void hasTheFiguresOfTheRankingMetricsWhereEachCardIsDrawnOnce() {
        List<Scored> scored = scored(3_000, 0.2);
        Map<String, Integer> cards = cards(scored);
        int[] once = new int[cards.size()];
        Arrays.fill(once, 1);

        assertSame(new PairedBootstrap.Ranked(scored, cards).of(once), Ranking.of(scored));
    }

    /** A card drawn twice stands for two cards, one drawn never for none. */
    @Test
    void takesACardAsOftenAsItWasDrawn() {
        List<Scored> scored = scored(3_000, 0.2);
        Map<String, Integer> cards = cards(scored);
        PairedBootstrap.Ranked ranked = new PairedBootstrap.Ranked(scored, cards);
        int[] drawn = ranked.draw(random);
        List<Scored> copied = new ArrayList<>();
        for (Scored one : scored) {
            TableRow row = one.example().row();
            for (int copy = 0; copy < drawn[cards.get(row.cardId())]; copy++) {
                copied.add(scored(
                        row.cardId() + "-" + copy,
                        row.eventTimeMillis(),
                        one.example().fraud(),
                        one.score()));
            }
        }

        assertSame(ranked.of(drawn), Ranking.of(copied));
    }

    @Test
    void findsWhetherADifferenceIsMoreThanChance() {
        List<Scored> good = scored(4_000, 0.3);
        List<Scored> same = new ArrayList<>();
        List<Scored> worse = new ArrayList<>();
        for (Scored one : good) {
            same.add(new Scored(one.example(), one.score() / 2));
            worse.add(new Scored(one.example(), random.nextDouble()));
        }

        List<Intervals> intervals = PairedBootstrap.of(List.of(worse, good, same), 1, SEED);

        assertThat(intervals.get(1).averagePrecision()).isEqualTo(new Interval(0, 0, 0));
        assertThat(intervals.get(2).areaUnderRoc()).as("the same order").isEqualTo(new Interval(0, 0, 0));
        Interval auc = intervals.get(0).areaUnderRoc();
        assertThat(auc.difference()).isBetween(auc.low(), auc.high());
        assertThat(auc.high()).isNegative();
        assertThat(PairedBootstrap.of(List.of(worse, good, same), 1, SEED)).isEqualTo(intervals);
    }

    private static void assertSame(Ranking ranking, Ranking expected) {
        assertThat(ranking.areaUnderRoc()).isCloseTo(expected.areaUnderRoc(), within(1e-12));
        assertThat(ranking.averagePrecision()).isCloseTo(expected.averagePrecision(), within(1e-12));
        assertThat(ranking.cardPrecision()).isCloseTo(expected.cardPrecision(), within(1e-12));
    }

    /** Some three weeks of 500 cards, with many equal scores. */
    private List<Scored> scored(int rows, double better) {
        System.out.println("seed: " + SEED);
        List<Scored> scored = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            boolean fraud = random.nextInt(20) == 0;
            double score = Math.rint(100 * (0.7 * random.nextDouble() + (fraud ? better : 0))) / 100;
            scored.add(scored(
                    "c" + random.nextInt(500),
                    (long) (random.nextDouble() * TimeUnit.DAYS.toMillis(21)),
                    fraud,
                    score));
        }
        return scored;
    }

    private static Scored scored(String cardId, long eventTimeMillis, boolean fraud, double score) {
        return new Scored(
                new Example(new TableRow("t", cardId, eventTimeMillis, 1, new double[0], List.of()), fraud, ""), score);
    }

    private static Map<String, Integer> cards(List<Scored> scored) {
        Map<String, Integer> cards = new LinkedHashMap<>();
        scored.forEach(one -> cards.putIfAbsent(one.example().row().cardId(), cards.size()));
        return cards;
    }
}
