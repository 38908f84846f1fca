package fraud.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.Checkout;
import fraud.decide.Decision;
import fraud.features.Features;
import fraud.features.MerchantActivity;
import fraud.features.MerchantFeatures;
import fraud.features.TestFeatures;
import fraud.model.DeadLetter;
import fraud.model.Duplicate;
import fraud.model.Flag;
import fraud.model.LateTransaction;
import fraud.model.Origin;
import fraud.model.Outcome;
import fraud.model.RejectReason;
import fraud.rules.Reason;
import fraud.score.Contribution;
import fraud.score.Scores;
import fraud.sequences.Alert;
import fraud.sequences.SequenceRule;
import fraud.sequences.SequenceSubject;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** SEMANTICS 11 names the members that outputs have, in their order; and features are written, all of them. */
class OutputFieldsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NAME = Pattern.compile("`([a-zA-Z0-9]+)`");
    private static final Origin ORIGIN = new Origin("transactions", 3, 42, 1_000, 77);
    private static final Features FEATURES = TestFeatures.all().night(true).build();

    @Test
    void everyOutputHasTheMembersOfItsRow() throws IOException {
        Scores scores = new Scores(0.9, "3", 0.5, 0.95, List.of(new Contribution("night", 1.0)), 0.8, "4");
        assertThat(members(OutputCodec.encode(new Decision(
                        "t",
                        "c",
                        9,
                        Outcome.REVIEW,
                        List.of(Reason.AMOUNT_LIMIT),
                        List.of(Flag.LATE),
                        0,
                        scores,
                        FEATURES,
                        ORIGIN))))
                .as("SEMANTICS 11, decision")
                .isEqualTo(row("decision"));
        for (SequenceRule sequence : SequenceRule.values()) {
            assertThat(members(OutputCodec.encode(new Alert("a", sequence, "s", List.of("t"), 1, 2, 3, 4))))
                    .as("SEMANTICS 11, alert of one subject")
                    .isEqualTo(withOnly(sequence.subject(), row("alert")));
        }
        assertThat(members(OutputCodec.encode(new DeadLetter(RejectReason.NO_VALUE, "d", "p", ORIGIN))))
                .as("SEMANTICS 11, dead letter")
                .isEqualTo(row("dead letter"));
        assertThat(members(OutputCodec.encode(new Duplicate("t", "c", 1, 2, ORIGIN))))
                .isEqualTo(row("duplicate"));
        assertThat(members(OutputCodec.encode(new LateTransaction("t", "c", 1, ORIGIN))))
                .isEqualTo(row("late"));
    }

    /** What is no member by its own name: records of several members, and what becomes a Kafka header. */
    @Test
    void everyComponentIsNamed() throws IOException {
        assertNamed("decision", Decision.class);
        assertNamed("alert", Alert.class);
        assertNamed("dead letter", DeadLetter.class);
        assertNamed("duplicate", Duplicate.class);
        assertNamed("late", LateTransaction.class);
    }

    private static void assertNamed(String output, Class<?> type) throws IOException {
        assertThat(row(output))
                .as("SEMANTICS 11, %s: write each component of %s there and in OutputCodec", output, type)
                .containsAll(Arrays.stream(type.getRecordComponents())
                        .filter(component -> !component.getType().isRecord())
                        .map(RecordComponent::getName)
                        // A header; and the member that an alert's subject has, which the test above looks at.
                        .filter(name -> !name.equals("intendedSendMicros") && !name.equals("subjectId"))
                        .toList());
    }

    @Test
    void featuresAreWrittenAllOfThemAndNamed() throws IOException {
        JsonNode decision = JSON.readTree(OutputCodec.encode(new Decision(
                        "t", "c", 9, Outcome.APPROVE, List.of(), List.of(), 0, Scores.NONE, FEATURES, ORIGIN))
                .value());
        List<String> written = new ArrayList<>();
        decision.get("features").fieldNames().forEachRemaining(written::add);
        List<String> components = new ArrayList<>();
        Arrays.stream(Features.class.getRecordComponents())
                .filter(component -> !component.getType().isRecord())
                .map(RecordComponent::getName)
                .forEach(components::add);

        String advice = "write it in OutputCodec.writeFeatures and name it in SEMANTICS 11";
        assertThat(written).as(advice).isEqualTo(namesOf("\n`features`: ", "\n\n"));
        assertThat(written).as(advice).startsWith(components.toArray(String[]::new));
        assertThat(written)
                .as(advice)
                .hasSize(components.size()
                        + MerchantFeatures.class.getRecordComponents().length
                        + MerchantActivity.class.getRecordComponents().length);
    }

    private static List<String> members(OutputRecord output) throws IOException {
        List<String> names = new ArrayList<>();
        JSON.readTree(output.value()).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> withOnly(SequenceSubject subject, List<String> names) {
        List<String> others = Arrays.stream(SequenceSubject.values())
                .filter(other -> other != subject)
                .map(SequenceSubject::member)
                .toList();
        assertThat(names).containsAll(others);
        return names.stream().filter(name -> !others.contains(name)).toList();
    }

    private static List<String> row(String output) throws IOException {
        return namesOf("\n| " + output + " | ", " |");
    }

    private static List<String> namesOf(String begin, String end) throws IOException {
        String text = Files.readString(Checkout.root().resolve("docs/SEMANTICS.md"));
        int from = text.indexOf(begin) + begin.length();
        Matcher matcher = NAME.matcher(text.substring(from, text.indexOf(end, from)));
        List<String> names = new ArrayList<>();
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
