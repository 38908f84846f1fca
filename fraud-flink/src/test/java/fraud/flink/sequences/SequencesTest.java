package fraud.flink.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.sequences.SequenceRule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SequencesTest {

    @Test
    void eachSequenceHasOnePattern() {
        assertThat(Sequences.ALL.stream().map(SequencePattern::rule))
                .containsExactlyElementsOf(Arrays.asList(SequenceRule.values()));
    }
}
