package fraud.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class FeaturesTest {

    private static final Features ALL = TestFeatures.all().build();

    @Test
    void withMerchantChangesTheMerchantsAndNothingElse() {
        Features changed = ALL.withMerchant(MerchantFeatures.NONE, MerchantActivity.NONE);

        assertThat(changed.merchant()).isEqualTo(MerchantFeatures.NONE);
        assertThat(changed.activity()).isEqualTo(MerchantActivity.NONE);
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("merchant", "activity")
                .isEqualTo(ALL);
    }

    /** Two that were the same could be exchanged, and one that is missing be lost, without a test that sees it. */
    @Test
    void thoseOfTestsAreAllThereAndDiffer() {
        JsonNode features = new ObjectMapper().valueToTree(ALL);
        List<JsonNode> values = Stream.of(features, features.get("merchant"), features.get("activity"))
                .flatMap(node -> StreamSupport.stream(node.spliterator(), false))
                .filter(value -> !value.isObject())
                .toList();

        assertThat(values).as("TestFeatures.all").noneMatch(JsonNode::isNull);
        assertThat(values.stream().filter(JsonNode::isNumber).map(JsonNode::longValue))
                .as("TestFeatures.all")
                .doesNotHaveDuplicates()
                .doesNotContain(0L);
    }
}
