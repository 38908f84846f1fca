package fraud.costs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CostsTest {

    @Test
    void areReadFromOneText() {
        assertThat(Costs.parse("80%:500:2000")).contains(new Costs(0.8, 0, 500, 2_000));
        assertThat(Costs.parse("5000:300:0")).contains(new Costs(0, 5_000, 300, 0));
        assertThat(Costs.parse("12.5%:0:1")).contains(new Costs(0.125, 0, 0, 1));
        assertThat(Costs.parse("1000%:1:1")).isPresent();
        assertThat(Costs.parse("100%:500:2000")).contains(Costs.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001%:1:1", "0%:1:1", "0:1:1", "1.5:1:1", "80%:500", "80%:500:-1", "80%:5.5:1", ""})
    void areNotReadFromAnyOther(String text) {
        assertThat(Costs.parse(text)).isEmpty();
    }

    @Test
    void comeBackFromAModel() {
        Costs costs = new Costs(0.125, 7, 500, 2_000);
        JsonNode model = new ObjectMapper().createObjectNode().set(Costs.MEMBER, new ObjectMapper().valueToTree(costs));

        assertThat(Costs.of(model)).contains(costs);
        assertThat(Costs.of(new ObjectMapper().createObjectNode())).isEmpty();
    }

    @Test
    void sayWhatAMissedFraudCosts() {
        assertThat(new Costs(0.8, 0, 1, 1).ofMiss(1_000)).isEqualTo(800);
        assertThat(new Costs(0, 5_000, 1, 1).ofMiss(1_000)).isEqualTo(5_000);
        assertThat(new Costs(0.125, 0, 500, 2_000).text())
                .isEqualTo("a missed fraud costs 12.5 % of its amount, a review 5.00, a good customer declined 20.00");
        assertThat(new Costs(1, 0, 500, 2_000).text()).startsWith("a missed fraud costs 100 % of its amount,");
        assertThat(new Costs(0, 5_000, 500, 2_000).text()).startsWith("a missed fraud costs 50.00,");
    }
}
