package fraud.cli.versions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import fraud.parse.ParseResult;
import fraud.parse.VersionCodec;
import fraud.ruleset.PublishedRuleSet;
import fraud.ruleset.RuleSet;
import fraud.score.ModelRole;
import fraud.score.PublishedModel;
import fraud.score.StartingModels;
import fraud.versions.VersionHistory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimedVersionTest {

    private static final long LEAD = 120_000;

    @Test
    void eachIsPublishedTheLeadBeforeItTakesEffect() {
        assertThat(TimedVersion.of(List.of(ruleSet(1, 1_000_000), ruleSet(2, 2_000_000)), LEAD))
                .containsExactly(
                        new TimedVersion(ruleSet(1, 1_000_000), 880_000),
                        new TimedVersion(ruleSet(2, 2_000_000), 1_880_000));
    }

    @Test
    void aVersionBeforeOneThatTakesEffectSoonerIsPublishedSooner() {
        assertThat(TimedVersion.of(List.of(ruleSet(3, 5_000_000), ruleSet(2, 1_000_000), ruleSet(1, 2_000_000)), LEAD))
                .containsExactly(
                        new TimedVersion(ruleSet(1, 2_000_000), 880_000),
                        new TimedVersion(ruleSet(2, 1_000_000), 880_000),
                        new TimedVersion(ruleSet(3, 5_000_000), 4_880_000));
    }

    @Test
    void allAreAccepted() {
        VersionHistory history = VersionHistory.startingWith(RuleSet.defaults(), StartingModels.NONE);
        for (TimedVersion timed :
                TimedVersion.of(List.of(ruleSet(9, 4_000_000), ruleSet(4, 5_000_000), ruleSet(7, 3_000_000)), LEAD)) {
            PublishedRuleSet ruleSet = (PublishedRuleSet) timed.version();
            Origin origin = new Origin("versions", 0, 0, timed.publishedAtMillis(), Origin.UNKNOWN);
            VersionHistory.Offer offer =
                    history.offer(ParseResult.of(origin, ruleSet), LEAD, (model, where) -> Optional.of("not asked"));
            assertThat(offer.rejection()).isEmpty();
            history = offer.history();
        }
        assertThat(history.ruleSets()).hasSize(3);
    }

    @Test
    void modelsAndRuleSetsShareOneTopicWhoseTimeDoesNotRunBack() {
        PublishedModel late = model(1, 3_000_000);
        PublishedModel early = model(2, 1_500_000);

        List<TimedVersion> timed = TimedVersion.inOneTopic(
                List.of(ruleSet(1, 1_000_000), ruleSet(2, 2_000_000)), List.of(late, early), LEAD);

        assertThat(timed)
                .containsExactly(
                        new TimedVersion(ruleSet(1, 1_000_000), 880_000),
                        new TimedVersion(late, 1_380_000),
                        new TimedVersion(early, 1_380_000),
                        new TimedVersion(ruleSet(2, 2_000_000), 1_880_000));
        assertThat(timed).extracting(of -> new String(of.key(), UTF_8)).containsExactly("1", "model-1", "model-2", "2");
        assertThat(new String(timed.get(1).value(), UTF_8))
                .isEqualTo("{\"model\":\"champion\",\"version\":1,\"effectiveFromMillis\":3000000}");
    }

    private static PublishedModel model(int version, long effectiveFromMillis) {
        return new PublishedModel(version, ModelRole.CHAMPION, effectiveFromMillis, null, null, null);
    }

    private static PublishedRuleSet ruleSet(int version, long effectiveFromMillis) {
        return new PublishedRuleSet(version, effectiveFromMillis, null, VersionCodec.rulesJson(RuleSet.defaults()));
    }
}
