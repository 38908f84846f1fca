package fraud.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {

    private static final String AT_THRESHOLD = """
            {"found": 72, "falseAlarms": 69, "missed": 31, "passed": 16095, "declinedFrauds": 38, "declinedGenuine": 3,
             "alertsPerDay": 20.14, "precision": 0.511, "recall": 0.699, "recallByValue": 0.914,
             "missesCostMinor": 123456, "reviewsCostMinor": 50000.0, "declinesCostMinor": 6000.0,
             "costMinor": 179456.0, "costWithoutModelMinor": 900000}
            """;

    @Test
    void saysWhatIsReviewedDeclinedAndPassedAndCountsAlertsBothWays() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode evaluation = json.createObjectNode()
                .put("threshold", 0.19342544)
                .put("declineThreshold", 0.715)
                .put("thresholdRule", "at most 20 alerts a day")
                .put("alertsPerDayOfAll", 24.57)
                .put("costs", "a review 5.00");
        evaluation.putObject("judged").set("atThreshold", json.readTree(AT_THRESHOLD));

        assertThat(EvaluationText.of(evaluation, Path.of("out")).lines())
                .containsSubsequence(
                        "reviews from 0.1934 (at most 20 alerts a day), declines from 0.7150",
                        "alerts a day: 24.6 on all cards, 20.1 on cards not known for fraud, which are those judged: precision"
                                + " 0.511, recall 0.699, by value 0.914",
                        "at the thresholds  declined  reviewed  passed",
                        "fraud                    38        34      31",
                        "genuine                   3        66  16,095",
                        "cost: 1,234.56 for fraud missed, 500.00 for reviews, 60.00 for good customers declined, together 1,794.56;"
                                + " without a model 9,000.00 (a review 5.00)");
        assertThat(EvaluationText.of(evaluation.without("declineThreshold"), Path.of("out")))
                .contains("declines nothing");
    }
}
