package fraud.lab.bench.results;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.lab.bench.spec.WorkloadSpec.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchLengthTest {

    private static final GeneratorConfig STREAM =
            GeneratorConfig.defaults().with(Parameter.CARDS, 3_300).with(Parameter.HISTORY_DAYS, 90);

    private static final WorkloadSpec STEADY = new WorkloadSpec("steady", "s", Kind.STEADY, STREAM, 40, 30, 2, 1);
    private static final WorkloadSpec SEARCH = new WorkloadSpec("search", "s", Kind.SEARCH, STREAM, 30, 20, 8, 1.5);
    private static final WorkloadSeries BACKLOG =
            new WorkloadSeries(List.of(new WorkloadSpec("catch-up", "c", Kind.CATCH_UP, STREAM, 0, 10, 1, 1)));

    private final BenchLength length = new BenchLength();

    @Test
    void liveTrafficGoesByTheClock() {
        assertThat(BenchLength.seconds(new WorkloadSeries(List.of(STEADY)))).isEqualTo(100 + 70);
        assertThat(BenchLength.seconds(new WorkloadSeries(List.of(STEADY, STEADY))))
                .isEqualTo(200 + 70);
        assertThat(BenchLength.seconds(new WorkloadSeries(List.of(SEARCH)))).isEqualTo(30 + 8 * 20 + 70);
    }

    @Test
    void aBacklogGoesByItsRecords() {
        long records = BACKLOG.stream().historyCount();

        assertThat(records).isGreaterThan(400_000);
        assertThat(BenchLength.seconds(BACKLOG)).isEqualTo(60 + records / 10_000);
    }

    @Test
    void saysInOneLineWhatEachWorkloadTakes() {
        WorkloadSeries steady = new WorkloadSeries(List.of(STEADY));
        length.add(BACKLOG);
        length.add(BACKLOG);
        length.add(steady);

        assertThat(length.text()).matches("3 launches, about \\d+ min \\(2 of catch-up \\d+ min, 1 of steady 3 min\\)");
    }

    @Test
    void saysThatNothingIsMissing() {
        assertThat(length.text()).isEqualTo("no launch is missing");
    }

    @Test
    void countsASingleLaunchAsOne() {
        length.add(new WorkloadSeries(List.of(STEADY)));

        assertThat(length.text()).isEqualTo("1 launch, about 3 min (1 of steady 3 min)");
    }
}
