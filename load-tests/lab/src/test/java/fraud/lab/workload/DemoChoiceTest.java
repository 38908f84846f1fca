package fraud.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class DemoChoiceTest {

    private static final Map<String, Double> HALF_A_MACHINE = Map.of("flink", 3_700.0, "spark", 1_900.0);

    private final List<String> said = new ArrayList<>();

    @Test
    void choosesARateAndSaysWhyAndHowToAskForMore() {
        DemoChoice choice = new DemoChoice(options(300, false, 45, false), said::add);

        assertThat(choice.rate(HALF_A_MACHINE)).isEqualTo(190);
        assertThat(choice.rateInWords())
                .isEqualTo(
                        "190 events/s, so that both keep up with room: spark worked off the history at 1,900 records/s; --rate N"
                                + " offers more");
        assertThat(said).isEmpty();
    }

    @Test
    void obeysARateThatIsTooMuchWithAWarning() {
        DemoChoice choice = new DemoChoice(options(1_000, true, 45, false), said::add);

        assertThat(choice.rate(HALF_A_MACHINE)).isEqualTo(1_000);
        assertThat(said)
                .containsExactly(
                        "warning: 1,000 events/s is more than this machine is sure to keep up with: spark worked off the"
                                + " history at 1,900 records/s, and 190 events/s would leave room");
        assertThat(choice.report(OptionalDouble.of(0.5)).warnings()).isEqualTo(said);
        assertThat(choice.report(OptionalDouble.of(0.5)).rateChosen()).isFalse();
    }

    @Test
    void saysNothingOfARateThatFits() {
        DemoChoice choice = new DemoChoice(options(150, true, 45, false), said::add);

        assertThat(choice.rate(HALF_A_MACHINE)).isEqualTo(150);
        assertThat(said).isEmpty();
    }

    @Test
    void saysWhyAHistoryIsNoLonger() {
        DemoChoice choice = new DemoChoice(options(300, false, 45, false), said::add);
        HistoryChoice days = new HistoryChoice(thatMany -> thatMany * 6_700L, 45, 0, 28);
        for (int second = 0; !days.isFinal(); second++) {
            days.answered(second, Map.of("flink", 5_000L * second, "spark", 2_000L * second));
        }

        assertThat(choice.history(days, HALF_A_MACHINE))
                .isEqualTo(days.days()
                        + " days of history: more would take spark longer than the 60 s that it may take here; --history-days N takes"
                        + " N");
    }

    @Test
    void obeysALongHistoryWithAWarning() {
        DemoChoice choice = new DemoChoice(options(300, false, 365, true), said::add);
        HistoryChoice days = new HistoryChoice(thatMany -> thatMany * 6_700L, 365, 0, 28);
        days.allOfThem();
        choice.expectHistory(days, 59);
        assertThat(said).isEmpty();

        choice.expectHistory(days, 700);
        assertThat(said)
                .containsExactly(
                        "warning: 365 days of history take about 700 s on this machine; without --history-days it is as many"
                                + " as take 60 s");
        assertThat(choice.history(days, HALF_A_MACHINE)).isEqualTo("365 days of history, as asked");
    }

    @Test
    void warnsOfAModelThatDoesNotKnowTheCardsYet() {
        StartingModels models = new StartingModels(
                new PublishedModel(0, ModelRole.CHAMPION, 0, null, "somewhere", "0".repeat(64)), null, null);
        for (int days : new int[] {29, 30}) {
            DemoOptions asked = options(300, false, days, true, models);
            DemoChoice choice = new DemoChoice(asked, said::add);
            HistoryChoice all = new HistoryChoice(thatMany -> thatMany, days, 0, 28);
            all.allOfThem();
            choice.history(all, HALF_A_MACHINE);
            assertThat(choice.report(OptionalDouble.empty()).warnings()).hasSize(days < 30 ? 1 : 0);
        }

        assertThat(said)
                .containsExactly(
                        "warning: the model's features look back on up to 30 days and there are 29: it does not know the cards"
                                + " yet, and takes much for fraud that is usual for them; --history-days 30 gives it all"
                                + " of them");
    }

    /** What was chosen is on the command line of the next run. */
    @Test
    void theCommandNamesWhatWasChosen() {
        assertThat(options(300, false, 45, false).chosen(31, 150).command())
                .contains("--rate 150")
                .contains("--history-days 31")
                .contains("--seed 42");
    }

    private static DemoOptions options(int rate, boolean rateGiven, int days, boolean daysGiven) {
        return options(rate, rateGiven, days, daysGiven, StartingModels.NONE);
    }

    private static DemoOptions options(
            int rate, boolean rateGiven, int days, boolean daysGiven, StartingModels models) {
        return new DemoOptions(
                60,
                rate,
                rateGiven,
                3_300,
                days,
                daysGiven,
                42,
                1,
                "none",
                models,
                Duration.ofMinutes(2),
                Path.of("out"));
    }
}
