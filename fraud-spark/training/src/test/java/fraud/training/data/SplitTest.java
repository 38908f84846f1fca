package fraud.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.training.data.TableRow.Outcome;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training 1 to 2 July, delay of 3 days, judged by 6 to 7 July. */
class SplitTest {

    private static final Split SPLIT =
            new Split(LocalDate.parse("2018-07-01"), LocalDate.parse("2018-07-02"), 3, 2, Long.MAX_VALUE);

    private static final long EARLY = Tables.noon("2018-07-05");

    @Test
    void learnsFromTheTrainingDaysAndIsJudgedByThoseAfterTheDelay() {
        Split.Sample sample = SPLIT.of(new Tables()
                .row("before", "2018-06-30", false, EARLY)
                .row("first", "2018-07-01", false, EARLY)
                .row("last", "2018-07-02", false, EARLY)
                .row("between", "2018-07-03", false, EARLY)
                .row("between", "2018-07-05", false)
                .row("judged", "2018-07-06", false)
                .row("judged-last", "2018-07-07", true)
                .row("after", "2018-07-08", false)
                .table());

        assertThat(Tables.cards(sample.train())).containsExactly("first", "last");
        assertThat(Tables.cards(sample.judged())).containsExactly("judged", "judged-last");
    }

    @Test
    void doesNotLearnFromWhatWasPublishedAfterTheDelay() {
        long end = SPLIT.knownMillis();
        Split.Sample sample = SPLIT.of(new Tables()
                .row("at-the-end", "2018-07-01", true, end)
                .row("too-late", "2018-07-01", true, end + 1)
                .unlabelled("never", "2018-07-02")
                .table());

        assertThat(Tables.cards(sample.train())).containsExactly("at-the-end");
        assertThat(sample.unknown()).isEqualTo(2);
        assertThat(sample.newestOutcomeMillis()).isEqualTo(end);
    }

    @Test
    void takesACorrectionOnlyOnceItIsPublished() {
        long end = SPLIT.knownMillis();
        Split.Sample sample = SPLIT.of(new Tables()
                .add("corrected", "2018-07-01", List.of(new Outcome(EARLY, false, ""), new Outcome(end, true, "kind")))
                .add("later", "2018-07-01", List.of(new Outcome(EARLY, false, ""), new Outcome(end + 1, true, "kind")))
                .table());

        assertThat(sample.train()).extracting(Example::fraud).containsExactly(true, false);
    }

    @Test
    void leavesOutCardsWithAFraudInTheTrainingDays() {
        Split.Sample sample = SPLIT.of(new Tables()
                .row("known", "2018-07-01", true, EARLY)
                .row("other", "2018-07-01", false, EARLY)
                .row("known", "2018-07-06", false)
                .row("other", "2018-07-06", false)
                .table());

        assertThat(Tables.cards(sample.judged())).containsExactly("other");
        assertThat(sample.known()).hasSize(1);
    }

    /** The day a delay and a day before: as the book's {@code get_train_test_set} has it. */
    @Test
    void knowsOneMoreDayOfFraudsWithEachDayThatIsJudged() {
        Split.Sample sample = SPLIT.of(new Tables()
                .row("a", "2018-07-03", true, EARLY)
                .row("b", "2018-07-04", true, EARLY)
                .row("a", "2018-07-06", false)
                .row("b", "2018-07-06", false)
                .row("a", "2018-07-07", false)
                .row("b", "2018-07-07", false)
                .table());

        assertThat(sample.judged())
                .extracting(example -> example.row().cardId() + " "
                        + (example.row().eventTimeMillis() < Tables.noon("2018-07-07") ? 6 : 7))
                .containsExactly("a 6", "b 6", "b 7");
    }

    @Test
    void doesNotKnowAFraudThatIsNotPublishedYet() {
        Split.Sample sample = SPLIT.of(new Tables()
                .row("a", "2018-07-03", true, Tables.noon("2018-07-07"))
                .row("a", "2018-07-07", false)
                .table());

        assertThat(Tables.cards(sample.judged())).containsExactly("a");
    }

    @Test
    void judgesByWhatWasPublishedByThen() {
        Split point = new Split(SPLIT.trainFrom(), SPLIT.trainTo(), 3, 2, Tables.noon("2018-07-12"));

        Split.Sample sample = point.of(new Tables()
                .row("in-time", "2018-07-06", true)
                .row("too-late", "2018-07-07", true)
                .table());

        assertThat(Tables.cards(sample.judged())).containsExactly("in-time");
        assertThat(sample.open()).extracting(TableRow::cardId).containsExactly("too-late");
    }
}
