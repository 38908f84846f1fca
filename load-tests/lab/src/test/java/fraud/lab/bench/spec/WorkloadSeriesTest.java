package fraud.lab.bench.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;
import fraud.generator.stream.TransactionStream;
import fraud.lab.bench.spec.WorkloadSpec.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadSeriesTest {

    private static final GeneratorConfig STREAM =
            GeneratorConfig.defaults().with(Parameter.CARDS, 500).with(Parameter.HISTORY_DAYS, 2);

    private final WorkloadSpec slow = steady("slow", STREAM.with(Parameter.RATE, 10), 10, 20, 2);
    private final WorkloadSpec quick = steady("quick", STREAM.with(Parameter.RATE, 100), 5, 5, 1);

    private static WorkloadSpec steady(String name, GeneratorConfig stream, int warmUp, int window, int windows) {
        return new WorkloadSpec(name, name, Kind.STEADY, stream, warmUp, window, windows, 1);
    }

    @Test
    void sendsOneAfterTheOther() {
        WorkloadSeries series = new WorkloadSeries(List.of(slow, quick));
        TransactionStream stream = series.stream();

        assertThat(series.name()).isEqualTo("slow+quick");
        assertThat(series.fromSeconds(slow)).isZero();
        assertThat(series.fromSeconds(quick)).isEqualTo(50);
        assertThat(stream.count() - stream.historyCount()).isEqualTo(50 * 10 + 10 * 100);
        assertThat(stream.sendOffsetMicros(stream.historyCount() + 500)).isEqualTo(50_000_000);
        assertThat(stream.sendOffsetMicros(stream.historyCount() + 501)).isEqualTo(50_010_000);
    }

    @Test
    void anotherComesFirstInTheNextLaunch() {
        WorkloadSeries series = new WorkloadSeries(List.of(slow, quick));

        assertThat(series.rotated(0)).isEqualTo(series);
        assertThat(series.rotated(1).workloads()).containsExactly(quick, slow);
        assertThat(series.rotated(1).fromSeconds(slow)).isEqualTo(10);
        assertThat(series.rotated(2)).isEqualTo(series);
    }

    @Test
    void aBacklogIsALaunchOfItsOwn() {
        WorkloadSpec backlog = new WorkloadSpec("backlog", "b", Kind.CATCH_UP, STREAM, 0, 5, 1, 1);

        assertThat(new WorkloadSeries(List.of(backlog)).isBacklog()).isTrue();
        assertThatThrownBy(() -> new WorkloadSeries(List.of(slow, backlog)))
                .hasMessage("backlog is no steady traffic, so it needs a launch alone");
    }

    @Test
    void aFileIsALaunchOfItsOwn() {
        WorkloadSpec file = new WorkloadSpec("file", "f", Kind.FILE, STREAM, 10, 5, 2, 1);

        assertThat(new WorkloadSeries(List.of(file)).isOfFile()).isTrue();
        assertThat(new WorkloadSeries(List.of(file)).liveSeconds()).isEqualTo(20);
        assertThatThrownBy(() -> new WorkloadSeries(List.of(slow, file)))
                .hasMessage("file is no steady traffic, so it needs a launch alone");
    }

    @Test
    void aSearchRisesInSteps() {
        WorkloadSpec search = new WorkloadSpec("search", "s", Kind.SEARCH, slow.stream(), 4, 10, 3, 1.5).counted();
        TransactionStream stream = new WorkloadSeries(List.of(search)).stream();

        // 14 s at 10 a second, then 10 s at 15, then 10 s at 22.5, which is 23.
        assertThat(stream.count() - stream.historyCount()).isEqualTo(140 + 150 + 230);
        assertThat(search.stream().integer(Parameter.COUNT)).isEqualTo(140 + 150 + 230);
        assertThat(stream.sendOffsetMicros(stream.historyCount() + 140)).isEqualTo(14_000_000);
        assertThat(stream.sendOffsetMicros(stream.historyCount() + 141)).isEqualTo(14_066_666);
        assertThat(stream.sendOffsetMicros(stream.historyCount() + 290)).isEqualTo(24_000_000);
        assertThatThrownBy(() -> new WorkloadSeries(List.of(slow, search)))
                .hasMessage("search is no steady traffic, so it needs a launch alone");
    }

    @Test
    void allBeginWithTheSame() {
        WorkloadSpec warm = slow.startingFrom(1, WorkloadSpec.Check.REFERENCE);

        assertThat(new WorkloadSeries(List.of(warm, quick.startingFrom(1, WorkloadSpec.Check.REFERENCE))).warmDays())
                .isEqualTo(1);
        assertThatThrownBy(() -> new WorkloadSeries(List.of(warm, quick)))
                .hasMessage(
                        "quick has not the warmDays and the check of slow: one launch has one beginning and one end");
    }

    @Test
    void aSmallOneBeginsWithASmallState() {
        WorkloadSpec warm = steady("warm", STREAM.with(Parameter.HISTORY_DAYS, 33), 10, 20, 2)
                .startingFrom(30, WorkloadSpec.Check.LOSSLESS);

        assertThat(warm.smoke().warmDays()).isEqualTo(2);
        assertThat(warm.smoke().stream().integer(Parameter.HISTORY_DAYS)).isEqualTo(3);
        assertThat(warm.smoke().check()).isEqualTo(WorkloadSpec.Check.LOSSLESS);
        assertThat(slow.smoke().warmDays()).isZero();
    }

    @Test
    void allHaveOneStream() {
        WorkloadSpec other = steady("other", STREAM.with(Parameter.CARDS, 600), 1, 1, 1);

        assertThatThrownBy(() -> new WorkloadSeries(List.of(slow, other)))
                .hasMessage("other has not the stream of slow: in one launch only rate and bursts may differ");
    }
}
