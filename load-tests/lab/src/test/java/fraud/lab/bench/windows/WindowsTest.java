package fraud.lab.bench.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.lab.bench.measure.JvmEvents;
import fraud.lab.bench.measure.LatencyLog;
import fraud.lab.bench.measure.RunData;
import fraud.lab.bench.measure.Samples;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.telemetry.RunClock;
import fraud.report.bench.Collection;
import fraud.report.bench.Mark;
import fraud.report.bench.Sample;
import fraud.report.bench.SearchStep;
import fraud.report.bench.WindowResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Runs that were made up, of which it is known what they must come to: 100 records a second, from second 10 on. */
class WindowsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START_MICROS = START.toEpochMilli() * 1_000;
    private static final int RATE = 100;
    private static final int FIRST_SECOND = 10;
    private static final int LAST_SECOND = 60;
    private static final WorkloadSpec WORKLOAD = new WorkloadSpec(
            "w", "W", WorkloadSpec.Kind.STEADY, GeneratorConfig.defaults().with(Parameter.RATE, RATE), 10, 30, 1, 1);

    private final Samples samples = new Samples();
    private final LatencyLog decisions = new LatencyLog();
    private double othersCores;
    private double lateShare;
    private boolean expectsMarks;
    private WorkloadSpec workload = WORKLOAD;

    private WindowResult window(LongUnaryOperator latencyMicros) {
        for (int second = 0; second <= LAST_SECOND; second++) {
            long sent = (long) Math.max(0, second - FIRST_SECOND) * RATE;
            double system = second * 0.2;
            double broker = second * 0.1;
            samples.add(new Sample(
                    second,
                    Map.of("loop", system, "broker", broker),
                    Map.of("loop", 200.0 + second, "broker", 300.0),
                    Map.of("loop", second * 2.0),
                    1_000 + second * othersCores,
                    sent,
                    sent,
                    Math.round(sent * lateShare)));
        }
        for (int i = 0; i < (LAST_SECOND - FIRST_SECOND) * RATE; i++) {
            long intended = START_MICROS + FIRST_SECOND * 1_000_000L + i * 1_000_000L / RATE;
            long latency = latencyMicros.applyAsLong(i);
            decisions.add(intended, (intended + latency - 1_000) / 1_000, intended + latency);
        }
        List<Mark> marks = new ArrayList<>();
        for (int second = 30; second < 40; second += 5) {
            marks.add(new Mark("checkpoint", second, 100, 1, 1, Map.of()));
        }
        JvmEvents jvm = new JvmEvents();
        for (int second = 0; second <= LAST_SECOND; second++) {
            jvm.addAllocation("loop", second, 3);
            jvm.add(new Collection("loop", second, second));
        }
        RunData data = new RunData(
                new RunClock(START, 0),
                samples,
                decisions,
                new LatencyLog(),
                marks,
                jvm,
                expectsMarks,
                Set.of("loop"),
                (long) (LAST_SECOND - FIRST_SECOND) * RATE,
                2);
        return new Windows(workload, 0, data).windows().get(0);
    }

    @Test
    void measuresCostAndLatencyOfAQuietRun() {
        WindowResult window = window(i -> 20_000);

        assertThat(window.voidBecause()).isEmpty();
        assertThat(window.fromSeconds()).isEqualTo(FIRST_SECOND + 10.0);
        assertThat(window.answers()).isEqualTo(30L * RATE);
        // 0.2 cores for 100 answers a second: 2,000 s for a million.
        assertThat(window.systemCpuSecondsPerMillion()).isEqualTo(2_000, within(1e-6));
        assertThat(window.roles().get("broker").ofSystem()).isFalse();
        assertThat(window.roles().get("broker").allocatedMib()).isNull();
        assertThat(window.roles().get("loop").writtenMib()).isEqualTo(60, within(1e-6));
        assertThat(window.roles().get("loop").allocatedMib()).isEqualTo(90, within(1e-6));
        assertThat(window.roles().get("loop").gcPauseMillis()).isEqualTo(30 * (20 + 49) / 2.0, within(1e-6));
        assertThat(window.roles().get("loop").longestGcPauseMillis()).isEqualTo(49);
        assertThat(window.roles().get("loop").peakMib()).isEqualTo(250);
        assertThat(window.decisionsToPoll().percentiles())
                .containsEntry("50", 20.0)
                .containsEntry("99", 20.0);
        assertThat(window.decisionsToAppend().percentiles().get("50")).isEqualTo(19, within(1.0));
    }

    /** A delay of all is found as what it is, and one of a few in the tail alone. */
    @Test
    void hidesNoTail() {
        WindowResult window = window(i -> i % 50 == 0 ? 900_000 : 5_000);

        assertThat(window.decisionsToPoll().percentiles())
                .containsEntry("50", 5.0)
                .containsEntry("99", 900.0);
    }

    @Test
    void countsWhatCannotBe() {
        WindowResult window = window(i -> i % 100 == 0 ? -2_000 : 5_000);

        assertThat(window.decisionsToPoll().negative()).isEqualTo(30);
        assertThat(window.decisionsToPoll().count()).isEqualTo(30L * RATE);
    }

    @Test
    void isVoidIfSomethingElseRan() {
        othersCores = 0.2;

        assertThat(window(i -> 20_000).voidBecause())
                .containsExactly("other processes used 10.0 % of the machine; at most 3 % are allowed");
    }

    @Test
    void isVoidIfTheGeneratorWasSlow() {
        lateShare = 0.02;

        assertThat(window(i -> 20_000).voidBecause())
                .containsExactly("the generator handed 2.0 % of the records over late; at most 1 % are allowed");
    }

    @Test
    void isVoidWhileItGetsFaster() {
        assertThat(window(i -> 40_000 - i * 5).voidBecause())
                .singleElement()
                .asString()
                .startsWith("not warm: ");
    }

    /** As batches make them: the seconds' medians swing, but neither rise nor fall. */
    @Test
    void isNotVoidForASwing() {
        long[] swing = {300_000, 520_000, 410_000, 270_000, 480_000, 350_000, 450_000};
        WindowResult window = window(i -> swing[(int) (i / RATE) % swing.length]);

        assertThat(window.voidBecause()).isEmpty();
    }

    @Test
    void isVoidWithTooFewCheckpoints() {
        expectsMarks = true;

        assertThat(window(i -> 20_000).voidBecause())
                .containsExactly("2 checkpoints or batches ended in it; at least 5 are needed");
    }

    @Test
    void aWindowWithoutABurstHasNoRecovery() {
        WindowResult window = window(i -> 20_000);

        assertThat(window.recoverySeconds()).isNull();
        assertThat(window.step()).isNull();
    }

    /** Bursts 20 to 25 s after the traffic began: from second 30 to 35. */
    private void giveBursts() {
        GeneratorConfig bursts = WORKLOAD.stream()
                .with(Parameter.BURST_FACTOR, 10)
                .with(Parameter.BURST_EVERY_SECONDS, 25)
                .with(Parameter.BURST_SECONDS, 5);
        workload = new WorkloadSpec("w", "W", WorkloadSpec.Kind.STEADY, bursts, 10, 30, 1, 1);
    }

    @Test
    void saysHowLongItWasSlowAfterItsBurst() {
        giveBursts();
        WindowResult window = window(i -> i >= 20 * RATE && i < 28 * RATE ? 400_000 : 20_000);

        assertThat(window.voidBecause()).isEmpty();
        // Until 3 s after the burst; of 2 s, 2 % may be slow.
        assertThat(window.recoverySeconds()).isEqualTo(2.96, within(0.011));
    }

    @Test
    void isVoidIfItDidNotRecover() {
        giveBursts();
        WindowResult window = window(i -> i >= 20 * RATE ? 400_000 : 20_000);

        assertThat(window.recoverySeconds()).isNull();
        assertThat(window.voidBecause())
                .containsExactly("after its burst it was not back inside the steady 99th percentile");
    }

    /** A step need not be warm or have checkpoints: it says only whether the rate is sustained. */
    @Test
    void aStepOfASearchIsAWindow() {
        workload = new WorkloadSpec("w", "W", WorkloadSpec.Kind.SEARCH, WORKLOAD.stream(), 10, 30, 1, 2);
        expectsMarks = true;
        WindowResult window = window(i -> 40_000 - i * 5);

        assertThat(window.voidBecause()).isEmpty();
        assertThat(window.step()).isEqualTo(new SearchStep(RATE, SearchStep.Outcome.SUSTAINED, 0));
    }

    @Test
    void aStepThatTheGeneratorCouldNotSendSaysSo() {
        workload = new WorkloadSpec("w", "W", WorkloadSpec.Kind.SEARCH, WORKLOAD.stream(), 10, 30, 1, 2);
        lateShare = 0.02;
        WindowResult window = window(i -> 20_000);

        assertThat(window.step().outcome()).isEqualTo(SearchStep.Outcome.NOT_SENT);
        assertThat(window.voidBecause())
                .containsExactly("the generator handed 2.0 % of the records over late; at most 1 % are allowed");
    }

    private void giveBacklog() {
        workload = new WorkloadSpec("w", "W", WorkloadSpec.Kind.CATCH_UP, WORKLOAD.stream(), 0, 10, 1, 1);
    }

    @Test
    void aBacklogsWindowIsTheLongestThatIsValid() {
        giveBacklog();
        WindowResult window = window(i -> 20_000);

        assertThat(window.voidBecause()).isEmpty();
        // From the first answers to 97 % of them.
        assertThat(window.fromSeconds()).isEqualTo(FIRST_SECOND + 1.0);
        assertThat(window.toSeconds()).isEqualTo(58.0);
    }

    /** Not the last and shortest, which may be void for having been cut short as well. */
    @Test
    void aVoidBacklogIsToldByItsLongestWindowWithTheFewestReasons() {
        giveBacklog();
        othersCores = 0.2;
        expectsMarks = true;
        WindowResult window = window(i -> 20_000);

        assertThat(window.voidBecause()).hasSize(2);
        assertThat(window.fromSeconds()).isEqualTo(FIRST_SECOND + 1.0);
    }

    @Test
    void aBacklogThatIsOverAtOnceIsVoid() {
        workload = new WorkloadSpec("w", "W", WorkloadSpec.Kind.CATCH_UP, WORKLOAD.stream(), 0, 60, 1, 1);

        assertThat(window(i -> 20_000).voidBecause())
                .containsExactly("the backlog was over before 60 s could be measured");
    }
}
