package fraud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fraud.config.DetectorParameters;
import fraud.model.RejectReason;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import fraud.parse.TransactionCodec;
import fraud.parse.VersionCodec;
import fraud.reference.ReferenceDetector;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sink.OutputKind;
import fraud.sink.OutputRecord;
import fraud.topics.InputTopics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Goal: whatever comes, no record is without its answer, and none has two (SEMANTICS 2.1). */
class WireMutationsTest {

    private static final DetectorParameters PARAMETERS = new DetectorParameters(4, 10_000, 0, 64, false);
    private static final int RECORDS = 10_000;
    private static final long SEED = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<SourceRecord> records = WireMutations.of(SEED, PARAMETERS, RECORDS);

    @Test
    void eachRecordIsAccountedForOnce() throws Exception {
        Map<String, Integer> answers = new HashMap<>();
        for (OutputRecord output : new ReferenceDetector(
                        PARAMETERS, RuleSet.defaults(), TestModels.starting(), InputTopics.DEFAULT)
                .detect(records)) {
            boolean isAnswer = output.kind() == OutputKind.DECISION
                    || output.kind() == OutputKind.DUPLICATE
                    || output.kind() == OutputKind.DEAD_LETTER;
            if (isAnswer) {
                JsonNode json = JSON.readTree(output.value());
                String source = json.get("sourceTopic").asText() + "-" + json.get("sourcePartition") + "-"
                        + json.get("sourceOffset");
                answers.merge(source, 1, Integer::sum);
            }
        }
        Codecs codecs = new Codecs();
        for (SourceRecord record : records) {
            ParseResult parsed = codecs.parse(record);
            Integer found = answers.get(parsed.origin().topic() + "-"
                    + parsed.origin().partition() + "-" + parsed.origin().offset());
            switch (parsed.kind()) {
                case TRANSACTION, DEAD_LETTER ->
                    assertThat(found).as("%s", parsed).isEqualTo(1);
                // One that is valid by itself may still not be accepted.
                case RULE_SET, MODEL -> assertThat(found).as("%s", parsed).isIn(null, 1);
                case CONTROL, LABEL, SIGNAL ->
                    assertThat(found).as("%s", parsed).isNull();
            }
        }
    }

    @Test
    void bringEveryReasonAndEveryKindOfRecord() {
        Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);
        Map<ParseResult.Kind, Integer> kinds = new EnumMap<>(ParseResult.Kind.class);
        Codecs codecs = new Codecs();
        for (SourceRecord record : records) {
            ParseResult parsed = codecs.parse(record);
            kinds.merge(parsed.kind(), 1, Integer::sum);
            if (parsed.kind() == ParseResult.Kind.DEAD_LETTER) {
                reasons.add(parsed.deadLetter().reason());
            }
        }
        List<String> outputs = new ArrayList<>();
        new ReferenceDetector(PARAMETERS, RuleSet.defaults(), TestModels.starting(), InputTopics.DEFAULT)
                .detect(records)
                .forEach(output -> outputs.add(new String(output.value(), StandardCharsets.UTF_8)));
        for (RejectReason rejected :
                EnumSet.of(RejectReason.VERSION_NOT_NEW, RejectReason.TOO_SOON, RejectReason.BAD_MODEL)) {
            assertThat(outputs).anyMatch(output -> output.startsWith("{\"reason\":\"" + rejected + "\""));
            reasons.add(rejected);
        }

        Set<RejectReason> expected = EnumSet.allOf(RejectReason.class);
        expected.remove(RejectReason.TOO_MANY_VERSIONS);
        assertThat(reasons).containsAll(expected);
        assertThat(kinds.keySet()).containsExactlyInAnyOrder(ParseResult.Kind.values());
        assertThat(kinds.get(ParseResult.Kind.TRANSACTION)).isGreaterThan(RECORDS / 5);
        assertThat(kinds.get(ParseResult.Kind.DEAD_LETTER)).isGreaterThan(RECORDS / 5);
    }

    /** One codec a topic. */
    private static final class Codecs {

        private final TransactionCodec transactions = new TransactionCodec(PARAMETERS.partitions());
        private final LabelCodec labels = new LabelCodec(PARAMETERS.labelPartitions());
        private final VersionCodec rules = new VersionCodec();

        ParseResult parse(SourceRecord record) {
            String topic = record.origin().topic();
            if (topic.equals(InputTopics.DEFAULT.transactions())) {
                return transactions.parse(record);
            }
            return topic.equals(InputTopics.DEFAULT.labels()) ? labels.parse(record) : rules.parse(record);
        }
    }
}
