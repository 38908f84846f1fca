package fraud.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreReferenceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Row(double score, Optional<Boolean> outcome) implements ScoreReference.Row {

        static Row open(double score) {
            return new Row(score, Optional.empty());
        }

        static Row of(double score, boolean fraud) {
            return new Row(score, Optional.of(fraud));
        }
    }

    @Test
    void dividesTheScoresAtTheirDeciles() {
        List<Row> hundredths =
                IntStream.range(0, 100).mapToObj(i -> Row.open(i / 100.0)).toList();

        ScoreReference reference = ScoreReference.of(ScoreReference.TEST, hundredths, 4, 0.9, 3);

        assertThat(reference.edges()).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9);
        assertThat(reference.shares()).hasSize(10).containsOnly(0.1);
        assertThat(reference.alertsPerDay()).isEqualTo(2.5);
        assertThat(reference.budgetPerDay()).isEqualTo(3);
        assertThat(reference.days()).isEqualTo(4);
        assertThat(reference.rows()).isEqualTo(100);
        assertThat(reference.calibration()).containsOnly(new ScoreReference.Bin(0, 0, 0));
        assertThat(reference.bin(0.0999)).isZero();
        assertThat(reference.bin(0.1)).isEqualTo(1);
        assertThat(reference.bin(1)).isEqualTo(9);
    }

    @Test
    void joinsDecilesOfEqualScoresAndHasNoEdgeBelowAllScores() {
        List<Row> rows = Arrays.asList(
                Row.of(0.25, false),
                Row.open(0),
                Row.of(0, false),
                Row.open(0),
                Row.of(0, true),
                Row.of(0.5, true),
                Row.of(0.75, false),
                Row.open(0.5),
                Row.of(0.25, true),
                Row.open(0.5));

        ScoreReference reference = ScoreReference.of(ScoreReference.TEST, rows, 1, 0.5, null);

        assertThat(reference.edges()).containsExactly(0.25, 0.5, 0.75);
        assertThat(reference.shares()).containsExactly(0.4, 0.2, 0.3, 0.1);
        assertThat(reference.calibration())
                .containsExactly(
                        new ScoreReference.Bin(2, 1, 0),
                        new ScoreReference.Bin(2, 1, 0.25),
                        new ScoreReference.Bin(1, 1, 0.5),
                        new ScoreReference.Bin(1, 0, 0.75));
        assertThat(reference.alertsPerDay()).isEqualTo(4);
    }

    @Test
    void hasOneBinWhereAllScoresAreEqual() {
        ScoreReference reference =
                ScoreReference.of(ScoreReference.TEST, List.of(Row.open(0.5), Row.open(0.5)), 1, 0.6, null);

        assertThat(reference.edges()).isEmpty();
        assertThat(reference.shares()).containsExactly(1.0);
        assertThat(reference.bin(0.2)).isZero();
    }

    @Test
    void isReadAsItIsWritten() {
        ScoreReference byBudget =
                ScoreReference.of(ScoreReference.TEST, List.of(Row.open(0.1), Row.of(0.5, true)), 1, 0.5, 7);
        ScoreReference byCost =
                ScoreReference.of(ScoreReference.TEST, List.of(Row.open(0.1), Row.of(0.5, true)), 1, 0.5, null);

        assertThat(ScoreReference.of(model(byBudget))).contains(byBudget);
        assertThat(ScoreReference.of(model(byCost))).contains(byCost);
        assertThat(model(byCost).path("reference").has("budgetPerDay")).isFalse();
        assertThat(ScoreReference.of(JSON.createObjectNode())).isEmpty();
    }

    private static ObjectNode model(ScoreReference reference) {
        ObjectNode model = JSON.createObjectNode();
        model.set("reference", JSON.valueToTree(reference));
        return model;
    }

    @Test
    void saysWhatDoesNotFitTogether() throws JsonProcessingException {
        for (String reference : List.of(
                "{}",
                "[]",
                "{\"source\":\"other\",\"edges\":[],\"shares\":[1],\"alertsPerDay\":1,\"days\":1,\"rows\":1,\"calibration\":[{}]}",
                "{\"edges\":[0.5,0.5],\"shares\":[0,0,1],\"alertsPerDay\":1,\"days\":1,\"rows\":1,\"calibration\":[]}",
                "{\"edges\":[0.5],\"shares\":[1],\"alertsPerDay\":1,\"days\":1,\"rows\":1,\"calibration\":[]}",
                "{\"edges\":[],\"shares\":[1],\"days\":1,\"rows\":1,\"calibration\":[{}]}")) {
            ObjectNode model = JSON.createObjectNode();
            model.set("reference", JSON.readTree(reference));

            assertThatIllegalArgumentException()
                    .as(reference)
                    .isThrownBy(() -> ScoreReference.of(model))
                    .withMessageStartingWith("reference: ");
        }
    }
}
