package fraud.spark;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.rules.RuleCatalog;
import fraud.ruleset.RuleParameter;
import org.junit.jupiter.api.Test;

class StreamsTest {

    @Test
    void theBrokenRulesAreAllThatThereAre() {
        assertThat(Streams.ONE_MORE.stream().map(RuleParameter::rule))
                .as("rules and sequences with a parameter in Streams.ONE_MORE")
                .containsExactlyInAnyOrderElementsOf(RuleCatalog.byRule().keySet());
    }
}
