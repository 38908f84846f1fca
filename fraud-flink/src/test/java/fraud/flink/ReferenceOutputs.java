package fraud.flink;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.config.DetectorParameters;
import fraud.model.Flag;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceDetector;
import fraud.rules.Reason;
import fraud.ruleset.RuleSet;
import fraud.score.TestModels;
import fraud.sequences.SequenceRule;
import fraud.sink.OutputKind;
import fraud.topics.InputTopics;
import java.util.List;
import java.util.stream.Stream;

/** What the reference detector says of some records, once it is certain that it says something of everything. */
final class ReferenceOutputs {

    private ReferenceOutputs() {}

    /** Texts of all outputs (see {@link TopologyRun#text}). */
    static List<String> of(List<SourceRecord> records, DetectorParameters parameters, RuleSet rules) {
        List<String> outputs = new ReferenceDetector(parameters, rules, TestModels.starting(), InputTopics.DEFAULT)
                .detect(records).stream().map(TopologyRun::text).toList();
        assertThat(missing(outputs, parameters))
                .as("what the stream does not bring about")
                .isEmpty();
        return outputs;
    }

    /** An equality of empty outputs would prove nothing. */
    private static List<String> missing(List<String> outputs, DetectorParameters parameters) {
        Stream<String> kinds = Stream.of(OutputKind.values())
                .filter(kind -> kind != OutputKind.COMPLETION)
                .map(kind -> kind + " ");
        Stream<String> names = Stream.of(
                        Reason.values(), SequenceRule.values(), RejectReason.values(), Outcome.values(), Flag.values())
                .flatMap(Stream::of)
                // With one partition there is no other to be wrong about.
                .filter(constant -> constant != RejectReason.WRONG_PARTITION || parameters.partitions() > 1)
                .map(constant -> '"' + constant.name() + '"');
        return Stream.concat(kinds, names)
                .filter(text -> outputs.stream().noneMatch(output -> output.contains(text)))
                .toList();
    }
}
