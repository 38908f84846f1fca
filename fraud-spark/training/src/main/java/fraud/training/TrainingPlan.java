package fraud.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fraud.training.console.TrainingFailedException;
import fraud.training.data.Split;
import fraud.training.evaluate.ThresholdRule;
import fraud.training.model.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ./fraud train} asks for, checked there: a file in JSON.
 *
 * @param rows the table of transactions
 * @param outcomes the table of their outcomes
 * @param out where the model goes
 * @param from first day of training, UTC
 * @param to last day of training, UTC
 * @param delayDays whole days in which outcomes become known
 * @param testDays days to be judged by at the end; 0: none, the last validation takes their place
 * @param seed of everything that is drawn
 * @param folds how many validations at most
 * @param threshold how the threshold is chosen
 * @param candidates what to choose from
 */
record TrainingPlan(
        Path rows,
        Path outcomes,
        Path out,
        LocalDate from,
        LocalDate to,
        int delayDays,
        int testDays,
        long seed,
        int folds,
        ThresholdRule threshold,
        List<Candidate> candidates) {

    /** Days of a validation if there is no test to take them from. */
    private static final int USUAL_DAYS = 7;

    static TrainingPlan read(Path file) {
        try {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            List<Candidate> candidates = new ArrayList<>();
            json.required("candidates").forEach(candidate -> candidates.add(Candidate.of(candidate, candidates)));
            return new TrainingPlan(
                    Path.of(json.required("rows").asText()),
                    Path.of(json.required("outcomes").asText()),
                    Path.of(json.required("out").asText()),
                    LocalDate.parse(json.required("from").asText()),
                    LocalDate.parse(json.required("to").asText()),
                    json.required("delayDays").asInt(),
                    json.required("testDays").asInt(),
                    json.required("seed").asLong(),
                    json.required("folds").asInt(),
                    ThresholdRule.of(json.required("threshold")),
                    candidates);
        } catch (IOException | IllegalArgumentException e) {
            throw new TrainingFailedException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** The split of the test, which is there to shift the folds from even if there is no test. */
    Split test() {
        return new Split(from, to, delayDays, hasTest() ? testDays : USUAL_DAYS, Long.MAX_VALUE);
    }

    boolean hasTest() {
        return testDays > 0;
    }
}
