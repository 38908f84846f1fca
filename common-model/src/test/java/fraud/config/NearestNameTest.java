package fraud.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("demo", "generate", "reconcile", "replay", "report", "rules");

    @ParameterizedTest
    @CsvSource({
        "replai, replay",
        "Replay, replay",
        "raplay, replay",
        "gen, generate",
        "RULE, rules",
        "dmeo, demo",
        "dxxo, ''",
        "nonsense, ''",
        "x, ''",
        "'', ''"
    })
    void isNearThatBeginsWithTheTextOrDiffersInOneLetterOfThree(String typed, String near) {
        assertThat(NearestName.near(typed, NAMES).orElse("")).isEqualTo(near);
    }

    @Test
    void hintsAtTheNearNameOrAtAllThatThereAre() {
        assertThat(NearestName.hint("replai", NAMES)).isEqualTo("did you mean replay?");
        assertThat(NearestName.hint("x", List.of("demo", "rules"))).isEqualTo("there are demo, rules");
    }
}
