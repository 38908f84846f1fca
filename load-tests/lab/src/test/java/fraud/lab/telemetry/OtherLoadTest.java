package fraud.lab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class OtherLoadTest {

    private static final List<String> CORES = List.of("cpu0 1 1 1 1 1 1 1 1 0 0", "cpu1 1 1 1 1 1 1 1 1 0 0", "intr 5");

    private final OtherLoad load = new OtherLoad(2);

    @Test
    void isWhatAllProcessesAndTheHypervisorUseLessThanOurs() {
        // user nice system idle iowait irq softirq steal
        look(100, 10, "1000 0 500 90000 70 0 0 0");
        // In ten seconds 1,500 ticks are busy, 300 of them stolen, and we have used five seconds.
        look(110, 15, "1900 50 700 90200 170 20 30 300");

        assertThat(load.meanCores().orElseThrow()).isCloseTo(1.0, within(1e-9));
    }

    @Test
    void isNoneWhereOnlyWeAreAtWork() {
        look(100, 10, "1000 0 500 90000 70 0 0 0");
        look(110, 25, "2000 0 900 90000 70 0 0 0");

        assertThat(load.meanCores().orElseThrow()).isZero();
    }

    @Test
    void isUnknownInAContainerThatSeesOtherCores() {
        OtherLoad container = new OtherLoad(1);
        container.sample(100, 0, lines("1000 0 0 0 0 0 0 0"));
        container.sample(110, 0, lines("9000 0 0 0 0 0 0 0"));

        assertThat(container.meanCores()).isEmpty();
    }

    @Test
    void isUnknownBeforeTheSecondLookAndWhereTheSystemDoesNotTell() {
        load.sample(100, 0, List.of());
        load.sample(101, 0, List.of("nonsense"));
        assertThat(load.meanCores()).isEmpty();

        look(102, 0, "1 0 0 0 0 0 0 0");
        assertThat(load.meanCores()).isEmpty();
    }

    private void look(double atSeconds, double ownSeconds, String fields) {
        load.sample(atSeconds, ownSeconds, lines(fields));
    }

    private static List<String> lines(String fields) {
        List<String> lines = new java.util.ArrayList<>(List.of("cpu  " + fields + " 0 0"));
        lines.addAll(CORES);
        return lines;
    }
}
