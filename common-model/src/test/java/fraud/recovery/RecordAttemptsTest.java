package fraud.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fraud.config.ConfigException;
import fraud.config.Settings;
import fraud.model.Origin;
import fraud.sequences.SequenceEvent;
import fraud.topics.InputTopics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordAttemptsTest {

    private static final Origin RECORD = new Origin("transactions", 2, 4_711, 1_000, Origin.UNKNOWN);
    private static final Origin NEXT = new Origin("transactions", 2, 4_712, 1_000, Origin.UNKNOWN);

    /** An engine whose outputs fail with an UncheckedIOException. */
    private enum TestEngine implements EngineFailures {
        INSTANCE;

        @Override
        public boolean isElsewhere(Throwable failure) {
            return failure instanceof UncheckedIOException;
        }

        @Override
        public RuntimeException ending(RecordFailedException failure) {
            return new EndOfJob(failure);
        }
    }

    /** What ends a job in this engine. */
    private static final class EndOfJob extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EndOfJob(RecordFailedException cause) {
            super(cause);
        }
    }

    private final RecordAttempts attempts = attempts(3);
    private final RecordAttempts.Step step = attempts.step("decide");

    private static RecordAttempts attempts(int limit) {
        return RecordAttempts.of(InputTopics.DEFAULT, limit, TestEngine.INSTANCE);
    }

    private static void failAt(RecordAttempts.Step step, Origin record) {
        step.run(record, () -> {
            throw new IllegalStateException("no such model");
        });
    }

    private static void assertFails(RecordAttempts.Step step, Origin record, int attempt) {
        assertThatExceptionOfType(RecordFailedException.class)
                .isThrownBy(() -> failAt(step, record))
                .withMessageContaining("attempt " + attempt + " of 3");
    }

    @Test
    void endsTheJobWhenAStepHasFailedAtARecordAsOftenAsItMay() {
        assertFails(step, RECORD, 1);
        assertFails(step, RECORD, 2);

        assertThatExceptionOfType(EndOfJob.class)
                .isThrownBy(() -> failAt(step, RECORD))
                .havingCause()
                .withMessage(
                        "the record at transactions-2 offset 4711 has failed 3 times (record.attempts), the last time"
                                + " with IllegalStateException: no such model; mend the cause, then start the job again from its"
                                + " last checkpoint");
    }

    @Test
    void doesNotTouchARecordAgainAfterTheEnd() {
        assertFails(step, RECORD, 1);
        assertFails(step, RECORD, 2);
        assertThatExceptionOfType(EndOfJob.class).isThrownBy(() -> failAt(step, RECORD));

        assertThatExceptionOfType(EndOfJob.class)
                .isThrownBy(() -> step.run(RECORD, () -> {
                    throw new AssertionError("touched");
                }))
                .havingCause()
                .withMessageContaining("has failed 3 times");
    }

    @Test
    void forgetsFailuresOnceTheStepGetsPastTheRecord() {
        assertFails(step, RECORD, 1);
        assertFails(step, RECORD, 2);
        assertThat(step.<String, RuntimeException>get(RECORD, () -> "passed")).isEqualTo("passed");

        assertFails(step, RECORD, 1);
    }

    @Test
    void countsEachRecordEachStepAndEachJobByItself() {
        assertFails(step, RECORD, 1);
        assertFails(step, RECORD, 2);

        assertFails(step, NEXT, 1);
        assertFails(attempts.step("score"), RECORD, 1);
        assertFails(attempts(3).step("decide"), RECORD, 1);
    }

    @Test
    void forgetsNothingWhenAnotherStepOrRecordPasses() {
        assertFails(step, RECORD, 1);
        attempts.step("score").run(RECORD, () -> {});
        step.run(NEXT, () -> {});

        assertFails(step, RECORD, 2);
    }

    @Test
    void goesOnCountingInTheTasksThatARestartMakes() throws Exception {
        assertFails(copy(step), RECORD, 1);

        assertFails(copy(step), RECORD, 2);
    }

    @Test
    void knowsTheTopicOfASequencesEvent() {
        SequenceEvent event = new SequenceEvent("card", "shop", "t1", 0, 100, null, null, 0, 0, 1, 17, Origin.UNKNOWN);

        assertThatThrownBy(() -> step.get(event, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(RecordFailedException.class)
                .hasMessageContaining("transactions-1 offset 17");
    }

    @Test
    void countsWhatIsElsewhereForNoRecord() {
        UncheckedIOException ofTheSink = new UncheckedIOException("no broker", new IOException());
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> step.run(RECORD, () -> {
                        throw ofTheSink;
                    }))
                    .isSameAs(ofTheSink);
        }
        assertFails(step, RECORD, 1);
    }

    @Test
    void countsAnOutageForNoRecord() {
        assertThatExceptionOfType(OutageException.class)
                .isThrownBy(() -> step.run(RECORD, () -> {
                    throw new OutageException("no broker", new IOException());
                }));
        assertFails(step, RECORD, 1);
    }

    @Test
    void countsAnInterruptionForNoRecord() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> step.run(RECORD, () -> {
                    throw new IllegalStateException(new InterruptedException());
                }));
        assertFails(step, RECORD, 1);
    }

    @Test
    void countsWhatFailsInAnInterruptedTaskForNoRecord() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> failAt(step, RECORD));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertFails(step, RECORD, 1);
    }

    @Test
    void countsARecordThatIsTooDeepButNoLackOfMemory() {
        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> step.run(RECORD, () -> {
                    throw new OutOfMemoryError();
                }));
        assertThatExceptionOfType(RecordFailedException.class)
                .isThrownBy(() -> step.run(RECORD, () -> {
                    throw new StackOverflowError();
                }))
                .withMessageContaining("attempt 1 of 3: StackOverflowError");
    }

    @Test
    void countsAFailureOnceWhereStepsCallEachOther() {
        RecordAttempts.Step outer = attempts.step("outer");

        assertThatThrownBy(() -> outer.run(RECORD, () -> failAt(step, RECORD)))
                .isInstanceOf(RecordFailedException.class);
        assertFails(step, RECORD, 2);
        assertFails(outer, RECORD, 1);
    }

    @Test
    void saysTheCauseAtTheBottomAndWhereItWasThrown() {
        RecordFailedException failure = catchThrowableOfType(
                RecordFailedException.class,
                () -> step.run(RECORD, () -> {
                    throw new IllegalStateException("outer", new IllegalArgumentException("inner\nsecond line"));
                }));

        assertThat(failure)
                .hasMessageEndingWith(": IllegalArgumentException: inner")
                .hasNoCause();
        assertThat(failure.getStackTrace()[0].getClassName()).startsWith(RecordAttemptsTest.class.getName());
    }

    @Test
    void masksCardNumbersAndCutsLongMessages() {
        assertThatThrownBy(() -> step.run(RECORD, () -> {
                    throw new NumberFormatException("For input string: \"4111 1111 1111 1111\"" + "x".repeat(1_000));
                }))
                .hasMessageContaining("For input string: \"**** **** **** ****\"x")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(420));
    }

    @Test
    void endsAtTheFirstFailureIfToldTo() {
        assertThatExceptionOfType(EndOfJob.class)
                .isThrownBy(() -> failAt(attempts(1).step("decide"), RECORD))
                .havingCause()
                .withMessageContaining("has failed once");
    }

    @Test
    void keepsABoundedNumberOfCounts() {
        RecordAttempts.Step other = attempts.step("other");
        assertFails(step, RECORD, 1);
        for (int offset = 0; offset < 1_000; offset++) {
            assertFails(other, new Origin("transactions", 0, offset, 0, Origin.UNKNOWN), 1);
        }

        assertFails(step, RECORD, 1);
        for (int offset = 0; offset < 1_000; offset++) {
            Origin record = new Origin("transactions", 0, offset, 0, Origin.UNKNOWN);
            assertThatCode(() -> other.run(record, () -> {})).doesNotThrowAnyException();
        }
    }

    @Test
    void readsItsLimit() {
        assertThat(Settings.parse().get(RecordAttempts.LIMIT)).isEqualTo(8);
        assertThat(Settings.parse("--record.attempts", "1").get(RecordAttempts.LIMIT))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "many"})
    void rejectsALimitOutOfRange(String limit) {
        assertThatThrownBy(() -> Settings.parse("--record.attempts", limit).get(RecordAttempts.LIMIT))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("record.attempts = " + limit)
                .hasMessageContaining("from 1 to 1000000");
    }

    private static RecordAttempts.Step copy(RecordAttempts.Step step) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(step);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (RecordAttempts.Step) in.readObject();
        }
    }
}
