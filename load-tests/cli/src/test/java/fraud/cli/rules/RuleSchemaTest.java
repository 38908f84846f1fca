package fraud.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import fraud.cli.process.Checkout;
import fraud.parse.VersionCodec;
import fraud.ruleset.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleSchemaTest {

    private static final Path COMMITTED = Checkout.root().resolve("docs/rule-set.schema.json");

    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(RuleSchema.json());

    @Test
    void theCommittedSchemaIsWhatTheParametersSay() throws IOException {
        assertThat(Files.readString(COMMITTED))
                .as("write it anew: ./fraud rules schema > docs/rule-set.schema.json")
                .isEqualTo(RuleSchema.json());
    }

    @Test
    void isASchemaItself() throws IOException {
        JsonSchema ofSchemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(new ObjectMapper().readTree(RuleSchema.json()));
        ofSchemas.initializeValidators();
        JsonNode root = new ObjectMapper().readTree(RuleSchema.json());
        assertThat(root.at("/properties/rules/properties/velocityCount/properties/maxCount/default")
                        .longValue())
                .isEqualTo(6);
    }

    @Test
    void theDefaultRuleSetIsValid() {
        assertThat(errors(
                        "{\"version\":1,\"effectiveFrom\":\"2026-03-01T00:00:00Z\",\"rules\":"
                                + VersionCodec.rulesJson(RuleSet.defaults()) + "}",
                        InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void soIsWhatIsShown() {
        assertThat(errors(
                        RuleYaml.of(
                                RuleSet.defaults().withVersion(3),
                                Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
                                Optional.of("note"),
                                List.of("comment")),
                        InputFormat.YAML))
                .isEmpty();
    }

    @Test
    void whatAFileMayNotSayIsNot() {
        for (String rules : List.of(
                "{\"velocityCont\":{}}",
                "{\"velocityCount\":{\"maxCont\":3}}",
                "{\"velocityCount\":{\"maxCount\":0}}",
                "{\"velocityCount\":{\"maxCount\":100001}}",
                "{\"velocityCount\":{\"maxCount\":1.5}}",
                "{\"velocityCount\":{\"enabled\":1}}",
                "{\"velocityCount\":{\"maxCount\":\"2m\"}}",
                "{\"dormantCard\":{\"idleMillis\":\"21\"}}",
                "{\"dormantCard\":{\"idleMillis\":\"21.00 EUR\"}}",
                "{\"dormantCard\":{\"minAmountMinor\":50.5}}",
                "{\"dormantCard\":{\"minAmountMinor\":\"50.00\"}}",
                "{\"dormantCard\":{\"minAmountMinor\":100000000001}}",
                "{\"merchantBlock\":{\"merchants\":[\"a b\"]}}",
                "{\"merchantBlock\":{\"merchants\":[\"a\",\"a\"]}}")) {
            assertThat(errors("{\"rules\":" + rules + "}", InputFormat.JSON))
                    .as(rules)
                    .isNotEmpty();
        }
        assertThat(errors("{\"version\":1}", InputFormat.JSON)).isNotEmpty();
        assertThat(errors("{\"rules\":{},\"x\":1}", InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void durationsAndAmountsWithTheirCurrencyAre() {
        assertThat(errors(
                        "{\"rules\":{\"dormantCard\":{\"idleMillis\":\"21d\",\"minAmountMinor\":\"300.00 EUR\"}}}",
                        InputFormat.JSON))
                .isEmpty();
    }

    private Set<ValidationMessage> errors(String text, InputFormat format) {
        return schema.validate(text, format);
    }
}
