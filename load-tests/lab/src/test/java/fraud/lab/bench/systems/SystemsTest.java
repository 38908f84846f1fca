package fraud.lab.bench.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemsTest {

    @Test
    void namesTheCollectorOfEverySystem() {
        assertThat(Systems.commonOptions(List.of("-Xss1m", "-XX:+UseStringDeduplication")))
                .isEqualTo(Systems.JVM_OPTIONS)
                .contains("-XX:+UseG1GC");
    }

    @Test
    void leavesTheCollectorToASystemThatNamesItsOwn() {
        assertThat(Systems.commonOptions(List.of("-XX:+UseParallelGC")))
                .doesNotContain("-XX:+UseG1GC")
                .hasSize(Systems.JVM_OPTIONS.size() - 1);
    }
}
