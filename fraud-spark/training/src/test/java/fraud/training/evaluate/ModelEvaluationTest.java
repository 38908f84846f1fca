package fraud.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fraud.costs.Costs;
import fraud.training.data.Example;
import fraud.training.data.TableRow;
import fraud.training.model.Scored;
import fraud.training.model.Thresholds;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Eight transactions of two days, whose figures can be counted by hand. */
class ModelEvaluationTest {

    private static final Costs COSTS = new Costs(0.5, 0, 500, 2_000);

    private static final List<Scored> SCORED = List.of(
            scored(0.95, true, 10_000),
            scored(0.9, false, 700),
            scored(0.8, true, 20_000),
            scored(0.7, false, 700),
            scored(0.5, true, 4_000),
            scored(0.4, true, 6_000),
            scored(0.3, false, 700),
            scored(0.1, false, 700));

    @Test
    void countsWhatIsReviewedDeclinedAndPassedAndWhatThatCosts() {
        JsonNode at = at(OptionalDouble.of(0.8));

        assertThat(at.path("found").asInt()).as("of .95, .8 and .5").isEqualTo(3);
        assertThat(at.path("falseAlarms").asInt()).as(".9 and .7").isEqualTo(2);
        assertThat(at.path("missed").asInt()).as(".4").isEqualTo(1);
        assertThat(at.path("passed").asInt()).as(".3 and .1").isEqualTo(2);
        assertThat(at.path("declinedFrauds").asInt()).as(".95 and .8, just so").isEqualTo(2);
        assertThat(at.path("declinedGenuine").asInt()).as(".9").isEqualTo(1);
        assertThat(at.path("declinedMinor").asInt()).isEqualTo(30_000);
        assertThat(at.path("alertsPerDay").asDouble()).isEqualTo(2.5);
        assertThat(at.path("missesCostMinor").asInt()).isEqualTo(3_000);
        assertThat(at.path("reviewsCostMinor").asInt()).as(".7 and .5").isEqualTo(1_000);
        assertThat(at.path("declinesCostMinor").asInt()).isEqualTo(2_000);
        assertThat(at.path("costMinor").asInt()).isEqualTo(6_000);
        assertThat(at.path("costWithoutModelMinor").asInt()).isEqualTo(20_000);
    }

    @Test
    void reviewsAllAlarmsOfAModelThatDeclinesNothing() {
        JsonNode at = at(OptionalDouble.empty());

        assertThat(at.path("declinedFrauds").asInt()).isZero();
        assertThat(at.path("costMinor").asInt()).isEqualTo(3_000 + 5 * 500);
    }

    /** A rule that does not hold asks for nothing (SEMANTICS 5.3). */
    @Test
    void declinesNothingThatIsNotReviewed() {
        JsonNode at = at(OptionalDouble.of(0.2));

        assertThat(at.path("declinedFrauds").asInt()).isEqualTo(3);
        assertThat(at.path("declinedGenuine").asInt()).isEqualTo(2);
        assertThat(at.path("costMinor").asInt()).isEqualTo(3_000 + 2 * 2_000);
    }

    private static JsonNode at(OptionalDouble decline) {
        return new ModelEvaluation(SCORED, 2, new Thresholds(0.5, decline), COSTS)
                .toJson()
                .path("atThreshold");
    }

    private static Scored scored(double score, boolean fraud, long amountMinor) {
        TableRow row = new TableRow("t" + score, "c" + score, 0, amountMinor, new double[0], List.of());
        return new Scored(new Example(row, fraud, ""), score);
    }
}
