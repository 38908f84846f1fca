package fraud.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.training.console.TrainingFailedException;
import fraud.training.data.PrequentialValidation.Fold;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrequentialValidationTest {

    /** The Handbook's: training week, delay week, test week. */
    private static final Split WEEKS =
            new Split(LocalDate.parse("2018-07-25"), LocalDate.parse("2018-07-31"), 7, 7, Long.MAX_VALUE);

    @Test
    void goesBackByWeeksFromTheFirstValidationWhoseOutcomesAreKnownBeforeTheTest() {
        List<Split> folds = PrequentialValidation.folds(WEEKS, 2);

        assertThat(folds)
                .extracting(Split::trainFrom, Split::judgedFrom, Split::judgedTo)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                LocalDate.parse("2018-07-11"),
                                LocalDate.parse("2018-07-25"),
                                LocalDate.parse("2018-07-31")),
                        org.assertj.core.groups.Tuple.tuple(
                                LocalDate.parse("2018-07-04"),
                                LocalDate.parse("2018-07-18"),
                                LocalDate.parse("2018-07-24")));
        assertThat(folds).extracting(Split::judgedMillis).containsOnly(Split.millis(LocalDate.parse("2018-08-08")));
    }

    @Test
    void goesBackByWholeTestTimesIfTheDelayIsNone() {
        Split odd = new Split(LocalDate.parse("2018-07-25"), LocalDate.parse("2018-07-31"), 8, 7, Long.MAX_VALUE);

        assertThat(PrequentialValidation.folds(odd, 1).get(0).trainFrom()).isEqualTo("2018-07-04");
    }

    @Test
    void takesAsManyFoldsAsThereIsHistoryFor() {
        List<Fold> folds = PrequentialValidation.usable(historyFrom("2018-07-04"), WEEKS, 5);

        assertThat(folds)
                .extracting(fold -> fold.split().trainFrom().toString())
                .containsExactly("2018-07-11", "2018-07-04");
    }

    @Test
    void saysFromWhenOnHistoryIsNeeded() {
        TrainingTable table = historyFrom("2018-07-12");

        assertThatThrownBy(() -> PrequentialValidation.usable(table, WEEKS, 5))
                .isInstanceOf(TrainingFailedException.class)
                .hasMessageContaining("too little history")
                .hasMessageContaining("2018-07-11")
                .hasMessageContaining("2018-07-12T12:00:00Z");
    }

    @Test
    void takesNoFoldWithOneClassOnly() {
        Tables tables = new Tables();
        for (LocalDate day = LocalDate.parse("2018-07-04");
                day.isBefore(LocalDate.parse("2018-08-15"));
                day = day.plusDays(1)) {
            tables.row("honest", day.toString(), false);
        }

        assertThatThrownBy(() -> PrequentialValidation.usable(tables.table(), WEEKS, 2))
                .isInstanceOf(TrainingFailedException.class);
    }

    private static TrainingTable historyFrom(String first) {
        Tables tables = new Tables();
        for (LocalDate day = LocalDate.parse(first);
                day.isBefore(LocalDate.parse("2018-08-15"));
                day = day.plusDays(1)) {
            tables.row("honest", day.toString(), false).row("cheat-of-" + day, day.toString(), true);
        }
        return tables.table();
    }
}
