package fraud.lab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class RunClockTest {

    /** The script that builds becomes this process: its age counts the build. */
    @Test
    void beginsWithTheJvmAndNotWithItsProcess() {
        assertThat(RunClock.ofThisJvm().start().toEpochMilli())
                .isEqualTo(ManagementFactory.getRuntimeMXBean().getStartTime());
    }
}
