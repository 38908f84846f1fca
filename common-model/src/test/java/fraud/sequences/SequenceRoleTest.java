package fraud.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SequenceRoleTest {

    @Test
    void eachRoleHasABitOfItsOwn() {
        assertThat(Arrays.stream(SequenceRole.values()).map(SequenceRole::bit))
                .as("bits of roles, which state holds as one set")
                .doesNotHaveDuplicates()
                .allMatch(bit -> Integer.bitCount(bit) == 1);
    }
}
