package fraud.lab.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fraud.report.figures.EngineReport.KeepUp;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class LagTest {

    private static final int RATE = 300;

    @Test
    void keepsUpWhoIsAlwaysABatchBehind() {
        KeepUp keepUp = over(40, second -> second % 4L * RATE);

        assertThat(keepUp.kept()).isTrue();
        assertThat(keepUp.behindSeconds()).isCloseTo(1.5, within(0.2));
        assertThat(keepUp.growthPerSecond()).isCloseTo(0, within(0.02));
    }

    @Test
    void keepsUpWhoCatchesUp() {
        assertThat(over(40, second -> (40L - second) * RATE / 2).kept()).isTrue();
    }

    @Test
    void doesNotKeepUpWhoFallsBehind() {
        // A tenth of what is offered stays undone.
        KeepUp keepUp = over(40, second -> (long) second * RATE / 10);

        assertThat(keepUp.kept()).isFalse();
        assertThat(keepUp.growthPerSecond()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void doesNotKeepUpWhoIsFarBehindAllTheTime() {
        KeepUp keepUp = over(40, second -> 22L * RATE);

        assertThat(keepUp.kept()).isFalse();
        assertThat(keepUp.behindSeconds()).isEqualTo(22);
        assertThat(over(40, second -> 10L * RATE).kept()).isTrue();
    }

    @Test
    void saysNothingOfAShortWhile() {
        Lag lag = new Lag();
        for (int second = 0; second < 9; second++) {
            lag.add(second, 0, RATE);
        }
        assertThat(lag.keepUp()).isEmpty();

        lag.add(9, 0, RATE);
        assertThat(lag.keepUp()).isPresent();
    }

    private static KeepUp over(int seconds, IntToLongFunction behind) {
        Lag lag = new Lag();
        for (int second = 0; second < seconds; second++) {
            lag.add(100 + second, behind.applyAsLong(second), RATE);
        }
        return lag.keepUp().orElseThrow();
    }
}
