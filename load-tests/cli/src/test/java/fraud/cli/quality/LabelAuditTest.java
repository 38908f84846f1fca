package fraud.cli.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.report.figures.InputNotes.LabelNotes;
import org.junit.jupiter.api.Test;

class LabelAuditTest {

    private final LabelAudit audit = new LabelAudit();

    @Test
    void countsLabelledTransactionsThatDoNotCome() {
        audit.label("t1", true);
        audit.label("t2", false);
        audit.label("t3", false);
        audit.transaction("t1");
        audit.transaction("t1");
        audit.transaction("t9");

        assertThat(audit.notes()).isEqualTo(new LabelNotes(3, 2, 0));
        assertThatCode(audit::requireMatch).doesNotThrowAnyException();
    }

    @Test
    void countsTransactionsWhoseLabelsContradictEachOtherOnce() {
        audit.label("t1", true);
        audit.label("t1", true);
        audit.label("t2", false);
        audit.label("t2", true);
        audit.label("t2", false);

        assertThat(audit.notes()).isEqualTo(new LabelNotes(2, 2, 1));
    }

    @Test
    void rejectsLabelsOfWhichNoneIsOfATransaction() {
        audit.label("t1", true);
        audit.transaction("T1");

        assertThatThrownBy(audit::requireMatch)
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "none of 1 labelled transactions is in the input: is the transactionId of the labels that of the"
                                + " input?");
    }

    @Test
    void nothingIsAskedWhereThereAreNoLabels() {
        audit.transaction("t1");

        assertThatCode(audit::requireMatch).doesNotThrowAnyException();
        assertThat(audit.notes()).isEqualTo(new LabelNotes(0, 0, 0));
    }

    @Test
    void keepsManyApart() {
        for (int i = 0; i < 100_000; i++) {
            audit.label("row-" + i, i % 7 == 0);
        }
        for (int i = 0; i < 100_000; i += 2) {
            audit.transaction("row-" + i);
        }

        assertThat(audit.notes()).isEqualTo(new LabelNotes(100_000, 50_000, 0));
    }
}
