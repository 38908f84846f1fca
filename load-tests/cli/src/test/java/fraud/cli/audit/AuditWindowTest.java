package fraud.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.audit.AuditWindow.Due;
import fraud.cli.audit.AuditWindow.Noted;
import org.junit.jupiter.api.Test;

class AuditWindowTest {

    private static final long GRACE = 60;
    private static final int SIZE = 10;
    private static final long A = 17;
    private static final long B = 18;

    private final AuditWindow window = new AuditWindow(SIZE, 2, 100);

    private void transactions(int count) {
        for (int i = 0; i < count; i++) {
            window.input(window.end(), Due.ANSWER, 0);
        }
    }

    private Noted answer(int engine, long offset) {
        return window.answer(engine, offset, false, A);
    }

    @Test
    void takesTheFirstAnswerAndTellsRepeatsFromContradictions() {
        transactions(1);

        assertThat(answer(0, 100)).isEqualTo(Noted.FIRST);
        assertThat(answer(0, 100)).isEqualTo(Noted.REPEATED);
        assertThat(window.answer(0, 100, false, B)).isEqualTo(Noted.WRONG);
        assertThat(window.answer(0, 100, true, A)).as("a dead letter").isEqualTo(Noted.WRONG);
    }

    @Test
    void expectsOfEachRecordWhatItMustGet() {
        window.input(100, Due.DEAD_LETTER, B);
        window.input(103, Due.ANSWER, 0);

        assertThat(window.answer(0, 100, true, A)).isEqualTo(Noted.WRONG);
        assertThat(window.answer(0, 100, true, B)).isEqualTo(Noted.FIRST);
        assertThat(answer(0, 101)).as("no record").isEqualTo(Noted.WRONG);
        assertThat(answer(0, 103)).isEqualTo(Noted.FIRST);
        assertThat(answer(0, 104)).as("not there yet").isEqualTo(Noted.UNKNOWN);
        assertThat(answer(0, 99)).as("before the beginning").isEqualTo(Noted.UNKNOWN);
    }

    @Test
    void comparesTheEnginesOnceAllHaveAnswered() {
        transactions(2);

        answer(0, 100);
        assertThat(window.differs(100)).isFalse();
        answer(1, 100);
        assertThat(window.differs(100)).isFalse();
        answer(0, 101);
        window.answer(1, 101, false, B);
        assertThat(window.differs(101)).isTrue();
    }

    @Test
    void givesUpWhatWasOvertakenLongAgoAndTakesItAfterAll() {
        transactions(4);
        answer(0, 100);
        answer(0, 102);
        assertThat(window.giveUp(0, 0, GRACE)).isZero();
        assertThat(window.open(0)).isEqualTo(2);
        assertThat(window.giveUp(0, GRACE - 1, GRACE)).isZero();

        assertThat(window.giveUp(0, GRACE, GRACE)).as("101, and not 103").isEqualTo(1);
        assertThat(window.open(0)).isEqualTo(1);
        assertThat(window.giveUp(0, 3 * GRACE, GRACE)).isZero();
        assertThat(answer(0, 101)).isEqualTo(Noted.AFTER_ALL);
        assertThat(answer(0, 101)).isEqualTo(Noted.REPEATED);
        assertThat(window.giveUp(1, 3 * GRACE, GRACE))
                .as("has answered nothing")
                .isZero();
    }

    @Test
    void isFullUntilTheSlowestEngineMovesOn() {
        transactions(SIZE);
        assertThat(window.isFull()).isTrue();

        answer(0, 100);
        assertThat(window.giveUp(0, 0, GRACE)).isZero();
        assertThat(window.isFull()).as("for the other's sake").isTrue();
        answer(1, 100);
        assertThat(window.giveUp(1, 0, GRACE)).isZero();
        assertThat(window.isFull()).isFalse();
        transactions(1);
        assertThat(window.isFull()).isTrue();
        assertThat(answer(0, 100)).as("has left").isEqualTo(Noted.UNKNOWN);
        assertThat(answer(0, 110)).isEqualTo(Noted.FIRST);
    }

    @Test
    void isNeverFullOfHeartbeats() {
        for (int i = 0; i < 5 * SIZE; i++) {
            assertThat(window.isFull()).isFalse();
            window.input(window.end(), Due.NOTHING, 0);
            assertThat(window.giveUp(0, i, GRACE) + window.giveUp(1, i, GRACE)).isZero();
        }
    }
}
