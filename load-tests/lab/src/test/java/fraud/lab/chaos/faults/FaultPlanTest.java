package fraud.lab.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.lab.chaos.faults.FaultPlan.Strike;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {

    private static final Kill WORKER = new Kill(Part.WORKER);
    private static final Kill MASTER = new Kill(Part.MASTER);
    private static final Duration TURN = Duration.ofSeconds(30);

    private static FaultPlan plan(long seed) {
        return FaultPlan.of(List.of(WORKER, MASTER), 7, TURN, seed);
    }

    @Test
    void strikesInTheFirstThirdOfEachTurn() {
        List<Strike> strikes = plan(1).strikes();

        assertThat(strikes).hasSize(7);
        for (int i = 0; i < strikes.size(); i++) {
            assertThat(strikes.get(i).afterSeconds()).isBetween(30.0 * i, 30.0 * i + 10);
        }
        assertThat(plan(1).seconds()).isEqualTo(210);
    }

    @Test
    void hasItsMomentsFromTheSeedAlone() {
        assertThat(plan(1)).isEqualTo(plan(1)).isNotEqualTo(plan(2));
    }

    @Test
    void takesTurnsAndStrikesInsideACommitEveryThirdTime() {
        assertThat(plan(1).strikes())
                .extracting(Strike::kind)
                .containsExactly(WORKER, MASTER, WORKER, MASTER, WORKER, MASTER, WORKER);
        assertThat(plan(1).strikes())
                .extracting(Strike::insideCommit)
                .containsExactly(true, false, false, true, false, false, true);
    }
}
