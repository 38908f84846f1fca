package fraud.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InputNotesTest {

    private static final long RECORDS = 1_000;
    private static final long BOUND_MILLIS = 10_000;

    @Test
    void saysNothingOfInputThatCameAsItWas() {
        assertThat(new InputNotes(0, 0, 0, 0, 0, 0, 0, false, null).lines(RECORDS, BOUND_MILLIS))
                .isEmpty();
    }

    @Test
    void saysWhatWasDoneWithItsCount() {
        assertThat(new InputNotes(1_200, 2, 3, 4, 5, 6, 1, false, null).lines(RECORDS, BOUND_MILLIS))
                .containsExactly(
                        "note: 1,200 rows are left out by the filter",
                        "note: 2 rows do not say whether they are fraud, and have no label",
                        "note: 3 local times do not exist, since the clocks went forward: they are read with the clocks of"
                                + " before the change",
                        "note: 4 local times exist twice, since the clocks went back: the earlier is taken",
                        "note: 5 lines have no usable time of their own and got the line before's",
                        "note: 6 lines lie before a line above them, 1 by more than 10 s and so late; --sort puts the lines in"
                                + " order");
    }

    @Test
    void warnsOfManyLateTransactionsWithWhatTheyDo() {
        assertThat(new InputNotes(0, 0, 0, 0, 0, 10, 10, false, null).lines(RECORDS, BOUND_MILLIS))
                .noneMatch(line -> line.startsWith("WARNING"));
        assertThat(new InputNotes(0, 0, 0, 0, 0, 11, 11, false, null).lines(RECORDS, BOUND_MILLIS))
                .singleElement()
                .asString()
                .startsWith(
                        "WARNING: 11 of 1,000 transactions (1.1 %) lie more than 10 s before a line above them: they are late, so"
                                + " no sequence sees them")
                .endsWith("--sort puts the lines in the order of their times");
        assertThat(new InputNotes(0, 0, 0, 0, 0, 1_001, 1_001, false, null).lines(10_000_000, 1_500))
                .singleElement()
                .asString()
                .startsWith("WARNING: 1,001 of 10,000,000 transactions (0.0 %) lie more than 1500 ms before");
    }

    @Test
    void saysThatThereAreNoLabelsWhereTheyWereGiven() {
        assertThat(new InputNotes(0, 0, 0, 0, 0, 0, 0, false, new InputNotes.LabelNotes(0, 0, 0))
                        .lines(RECORDS, BOUND_MILLIS))
                .containsExactly("note: there is not one label, so nothing is judged");
    }

    @Test
    void saysOfLabelsWhatDoesNotFit() {
        assertThat(new InputNotes(0, 0, 0, 0, 0, 0, 0, false, new InputNotes.LabelNotes(10, 0, 0))
                        .lines(RECORDS, BOUND_MILLIS))
                .isEmpty();
        assertThat(new InputNotes(0, 0, 0, 0, 0, 0, 0, false, new InputNotes.LabelNotes(10, 3, 2))
                        .lines(RECORDS, BOUND_MILLIS))
                .containsExactly(
                        "note: 3 of 10 labelled transactions are not in the input, and count for nothing",
                        "note: 2 transactions have labels that contradict each other: of each the last one stands");
    }

    @Test
    void standsInTheSummaryOfARunThatReadAFile() {
        assertThat(new Summary(1, 0, 0, Map.of(), null, null, new InputNotes(1, 2, 3, 4, 5, 6, 7, false, null), null)
                        .toJson())
                .contains("\"notes\"", "\"rowsLeftOut\" : 1", "\"localTimesDoubled\" : 4", "\"late\" : 7");
        assertThat(new Summary(1, 0, 0, Map.of(), null, null).toJson()).doesNotContain("notes");
    }
}
