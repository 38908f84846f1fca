package fraud.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputDifferencesTest {

    @Test
    void equalMultisetsDoNotDifferWhateverTheirOrder() {
        assertThat(OutputDifferences.of(List.of("a", "b", "a"), List.of("b", "a", "a")))
                .isEmpty();
    }

    @Test
    void aRepeatedOutputIsTooMuchAndALostCopyIsMissing() {
        assertThat(OutputDifferences.of(List.of("a", "b", "b"), List.of("a", "a", "b")))
                .isEqualTo("1 missing, 1 too much\n- a\n+ b");
    }

    @Test
    void showsTenOfEach() {
        List<String> many = IntStream.range(0, 30).mapToObj(i -> "x" + i).toList();

        assertThat(OutputDifferences.of(many, List.of("a")).lines())
                .hasSize(1 + 1 + 10)
                .startsWith("1 missing, 30 too much", "- a", "+ x0");
    }
}
