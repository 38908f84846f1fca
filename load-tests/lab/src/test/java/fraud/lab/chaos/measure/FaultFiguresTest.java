package fraud.lab.chaos.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.chaos.measure.FaultFigures.Outage;
import fraud.lab.telemetry.RunClock;
import fraud.report.chaos.LineSecond;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A made-up run: a transaction each 10 ms for 60 s, decided after 20 ms; from 20 s to 25 s nothing is decided, what was
 * due meanwhile comes within the second after that, and what had been decided in the second before the fault comes
 * again.
 */
class FaultFiguresTest {

    private static final RunClock CLOCK = new RunClock(Instant.EPOCH, 0);
    private static final long SECOND = 1_000_000;
    private static final long STEP = 10_000;
    private static final long FAULT = 20 * SECOND;
    private static final long BACK = 25 * SECOND;
    private static final long END = 60 * SECOND;

    private static FaultFigures figures(long repeatedMicros) {
        LatencyLog log = new LatencyLog();
        for (long due = 0; due < FAULT; due += STEP) {
            log.add(due, 0, due + 2 * STEP);
        }
        for (long due = FAULT - repeatedMicros; due < FAULT; due += STEP) {
            log.add(due, 0, BACK);
        }
        for (long due = FAULT; due < BACK; due += STEP) {
            log.add(due, 0, BACK + (due - FAULT) / 5);
        }
        for (long due = BACK; due < END; due += STEP) {
            log.add(due, 0, Math.max(due + 2 * STEP, BACK + SECOND));
        }
        return new FaultFigures(FirstDecisions.of(log, CLOCK), 5 * SECOND, FAULT);
    }

    @Test
    void whatIsSteadyIsThatBeforeTheFault() {
        FaultFigures figures = figures(SECOND);

        assertThat(figures.steady().percentiles()).containsEntry("50", 20.0);
        assertThat(figures.sloMillis()).isEqualTo(40.0);
        assertThat(figures.steadyGapSeconds()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatAFaultKeepsFromBeingDecidedIsNotSteady() {
        LatencyLog log = new LatencyLog();
        for (long due = 0; due < FAULT; due += SECOND) {
            log.add(due, 0, due + 2 * STEP);
        }
        log.add(FAULT - STEP, 0, BACK);

        assertThat(new FaultFigures(FirstDecisions.of(log, CLOCK), 0, FAULT)
                        .steady()
                        .percentiles())
                .containsEntry("100", 20.0);
    }

    @Test
    void anOutageIsTheLongestTimeWithoutADecision() {
        Outage outage = figures(0).outage(FAULT, END);

        assertThat(outage.seconds()).isCloseTo(5 - 0.01, within(1e-9));
        assertThat(outage.endMicros()).isEqualTo(BACK);
    }

    @Test
    void whatComesAgainIsNoDecision() {
        FaultFigures figures = figures(SECOND);

        assertThat(figures.outage(FAULT, END)).isEqualTo(figures(0).outage(FAULT, END));
        assertThat(figures.repeats(FAULT, END)).isEqualTo(100);
        assertThat(figures(0).repeats(FAULT, END)).isZero();
    }

    @Test
    void anOutageThatDoesNotEndTakesUntilTheEnd() {
        Outage outage = figures(0).outage(FAULT, 24 * SECOND);

        assertThat(outage.seconds()).isCloseTo(4 - 0.01, within(1e-9));
        assertThat(outage.endMicros()).isEqualTo(24 * SECOND);
    }

    @Test
    void isInsideTheSloFromTheLastSecondOnThatIsNot() {
        assertThat(figures(0).insideFrom(FAULT, END)).isEqualTo(26 * SECOND);
        assertThat(figures(0).insideFrom(30 * SECOND, END)).isEqualTo(30 * SECOND);
        assertThat(figures(0).insideFrom(FAULT, 25 * SECOND)).isNull();
    }

    @Test
    void catchesUpAtTheRateOfThatTime() {
        assertThat(figures(0).perSecond(BACK, 26 * SECOND)).isEqualTo(500.0);
        assertThat(figures(0).perSecond(BACK, BACK)).isNull();
    }

    @Test
    void drawsEachSecond() {
        List<LineSecond> line = figures(SECOND).line();

        assertThat(line).hasSize(61);
        assertThat(line.get(10)).isEqualTo(new LineSecond(10, 100, 0, 20.0, 20.0, 20.0));
        assertThat(line.get(22).decided()).isZero();
        assertThat(line.get(25).repeated()).isEqualTo(100);
    }
}
