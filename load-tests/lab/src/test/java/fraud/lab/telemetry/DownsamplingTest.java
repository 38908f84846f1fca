package fraud.lab.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DownsamplingTest {

    @Test
    void keepsAShortSeriesWhole() {
        assertThat(Downsampling.evenly(List.of(1, 2, 3), 3)).containsExactly(1, 2, 3);
    }

    @Test
    void keepsEvenlySpacedItemsOfALongOne() {
        assertThat(Downsampling.evenly(IntStream.range(0, 10).boxed().toList(), 4))
                .containsExactly(0, 2, 5, 7);
    }
}
