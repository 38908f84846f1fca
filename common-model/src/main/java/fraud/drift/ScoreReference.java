package fraud.drift;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fraud.search.BinarySearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a model scored days that it did not learn from: what its scores in the stream are held against later on. It is
 * the member {@code reference} of {@code model.json}, which no detector reads.
 *
 * <p>If there was a test, it is that: the model's own scores. What was validated are other models, with the same
 * settings and earlier days. These rank alike, but deciles of low scores lie so close together that those of another
 * model say nothing: an index of 3 came of no shift at all.
 *
 * <p>The scores are divided into bins at their deciles; bin i has the scores from edge i − 1 on and below edge i.
 *
 * @param source whose scores they are, {@link #TEST} or {@link #VALIDATION}, which null stands for
 * @param edges distinct deciles of the scores that have scores below them, ascending, at most 9
 * @param shares share of the rows in each bin; one more than edges
 * @param alertsPerDay rows a day with a score from the model's threshold on
 * @param budgetPerDay alerts a day that the threshold was chosen for; null if it was chosen by another rule
 * @param days how many there were, at least 1
 * @param rows of these days, whether an outcome is known or not, at least 1
 * @param calibration of the rows whose outcome is known, by bin
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScoreReference(
        String source,
        List<Double> edges,
        List<Double> shares,
        double alertsPerDay,
        Integer budgetPerDay,
        int days,
        long rows,
        List<Bin> calibration) {

    /** Its name in {@code model.json}. */
    public static final String MEMBER = "reference";

    /** The model's own, of the days it was tested on. */
    public static final String TEST = "test";

    /** Of models with the same settings, each of the days it was validated on. */
    public static final String VALIDATION = "validation";

    private static final int PARTS = 10;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * Rows of one bin whose outcome is known.
     *
     * @param rows how many
     * @param frauds of these
     * @param meanScore their mean score; 0 if there are none
     */
    public record Bin(long rows, long frauds, double meanScore) {}

    /** @throws IllegalArgumentException if the parts do not fit together */
    public ScoreReference {
        source = source == null ? VALIDATION : source;
        require(source.equals(TEST) || source.equals(VALIDATION), "source is neither test nor validation");
        edges = List.copyOf(edges);
        shares = List.copyOf(shares);
        calibration = List.copyOf(calibration);
        for (int i = 0; i < edges.size(); i++) {
            require(
                    Double.isFinite(edges.get(i)) && (i == 0 || edges.get(i - 1) < edges.get(i)),
                    "edges are not ascending");
        }
        require(edges.size() < PARTS, "there are more edges than deciles");
        require(
                shares.size() == edges.size() + 1 && calibration.size() == shares.size(),
                "shares and calibration do not have one element more than edges");
        require(days > 0 && rows > 0, "days or rows are missing");
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(MEMBER + ": " + problem);
        }
    }

    /** A row with its score. */
    public interface Row {

        /** From 0 to 1. */
        double score();

        /** Whether it was fraud; empty if that is not known. */
        Optional<Boolean> outcome();
    }

    /**
     * Of scored rows.
     *
     * @param source whose scores they are
     * @param rows at least one, in any order
     * @param days at least 1, from which they are
     * @param threshold score from which on a row is an alert
     * @param budgetPerDay alerts a day that the threshold was chosen for; null if it was chosen by another rule
     */
    public static ScoreReference of(
            String source, List<? extends Row> rows, int days, double threshold, Integer budgetPerDay) {
        double[] edges = deciles(rows.stream().mapToDouble(Row::score).sorted().toArray());
        int bins = edges.length + 1;
        long[] all = new long[bins];
        long[] labelled = new long[bins];
        long[] frauds = new long[bins];
        double[] scores = new double[bins];
        for (Row row : rows) {
            int bin = bin(edges, row.score());
            all[bin]++;
            row.outcome().ifPresent(fraud -> {
                labelled[bin]++;
                frauds[bin] += fraud ? 1 : 0;
                scores[bin] += row.score();
            });
        }
        List<Double> shares = new ArrayList<>();
        List<Bin> calibration = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            shares.add((double) all[bin] / rows.size());
            calibration.add(new Bin(labelled[bin], frauds[bin], labelled[bin] == 0 ? 0 : scores[bin] / labelled[bin]));
        }
        long alerts = rows.stream().filter(row -> row.score() >= threshold).count();
        return new ScoreReference(
                source,
                Arrays.stream(edges).boxed().toList(),
                shares,
                (double) alerts / days,
                budgetPerDay,
                days,
                rows.size(),
                calibration);
    }

    private static double[] deciles(double[] ascending) {
        double[] edges = new double[PARTS - 1];
        int count = 0;
        double last = ascending[0];
        for (int part = 1; part < PARTS; part++) {
            double decile = ascending[(int) ((long) part * ascending.length / PARTS)];
            if (decile > last) {
                edges[count++] = decile;
                last = decile;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static int bin(double[] edges, double score) {
        return BinarySearch.first(0, edges.length, i -> edges[i] > score);
    }

    /**
     * That of a model.
     *
     * @param model what its {@code model.json} says
     * @return empty for a model of a training that did not write it
     * @throws IllegalArgumentException if the member is there and is not what is documented here
     */
    public static Optional<ScoreReference> of(JsonNode model) {
        JsonNode member = model.path(MEMBER);
        if (member.isMissingNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.treeToValue(member, ScoreReference.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(MEMBER + ": " + e.getOriginalMessage(), e);
        }
    }

    /** How many bins there are: one more than edges. */
    public int bins() {
        return shares.size();
    }

    /** The number of a score's bin, from 0 on. */
    public int bin(double score) {
        return BinarySearch.first(0, edges.size(), i -> edges.get(i) > score);
    }
}
