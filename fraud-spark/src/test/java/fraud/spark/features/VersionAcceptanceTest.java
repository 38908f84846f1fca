package fraud.spark.features;

import static fraud.spark.features.CardRecords.PARAMETERS;
import static fraud.spark.features.CardRecords.T0;
import static fraud.spark.features.CardRecords.parse;
import static fraud.spark.features.CardRecords.ruleSet;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.PublishedVersion;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.spark.Attempts;
import fraud.spark.metrics.CountsAccumulator;
import fraud.spark.parse.ParsedRecord;
import fraud.spark.versions.LookAgain;
import fraud.spark.versions.MemoryVersionsTopic;
import fraud.spark.versions.VersionReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Goal: the stage of all cards accepts rule sets in their order, and remembers which. Method: Spark's own harness. */
class VersionAcceptanceTest {

    private static final String KEY = "#rule-sets";
    private static final long LEAD = PARAMETERS.leadMillis();
    private static final long SMALL = 100;

    private final StageTester<ParsedRecord, MerchantRecord> stage = new StageTester<>(new CardProcessor(
            PARAMETERS,
            new VersionReader(
                    MemoryVersionsTopic.of(List.of()),
                    RuleSet.defaults(),
                    StartingModels.NONE,
                    new LookAgain(),
                    PARAMETERS),
            Attempts.ofAJob(),
            new CountsAccumulator()));

    @Test
    void rejectsEachRuleSetThatIsNotAcceptedOnce() {
        List<MerchantRecord> outputs = accept(
                parse(ruleSet(2, 2, T0 + LEAD, T0, SMALL)),
                parse(ruleSet(5, 1, T0 + LEAD, T0, SMALL)),
                parse(ruleSet(5, 3, T0 + LEAD, T0 + 1, SMALL)),
                parse(ruleSet(6, 4, T0 + LEAD, T0 + 1, SMALL)));
        assertThat(rejections(outputs)).containsExactly("VERSION_NOT_NEW 2", "VERSION_NOT_NEW 3", "TOO_SOON 4");

        outputs = accept(parse(ruleSet(5, 5, T0 + LEAD, T0, SMALL)), parse(ruleSet(6, 6, T0 + LEAD, T0, SMALL)));
        assertThat(rejections(outputs)).containsExactly("VERSION_NOT_NEW 5");
    }

    @Test
    void acceptsAsManyRuleSetsAsAreKept() {
        ParsedRecord[] ruleSets = IntStream.rangeClosed(1, PublishedVersion.MAX_VERSIONS + 1)
                .mapToObj(version -> parse(ruleSet(version, version, T0 + LEAD, T0, SMALL)))
                .toArray(ParsedRecord[]::new);

        assertThat(rejections(accept(ruleSets))).containsExactly("TOO_MANY_VERSIONS 257");
    }

    private List<MerchantRecord> accept(ParsedRecord... ruleSets) {
        return stage.rows(KEY, List.of(ruleSets));
    }

    private static List<String> rejections(List<MerchantRecord> outputs) {
        Pattern rejection = Pattern.compile("\"reason\":\"(\\w+)\".*\"sourceOffset\":(\\d+)");
        return outputs.stream()
                .map(output -> rejection.matcher(new String(output.output().value(), StandardCharsets.UTF_8)))
                .filter(Matcher::find)
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }
}
