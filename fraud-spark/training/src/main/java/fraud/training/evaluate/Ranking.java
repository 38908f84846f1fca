package fraud.training.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.score.RankingMetrics;
import fraud.score.ScoredTransaction;
import fraud.training.model.Scored;
import java.util.List;

/**
 * The three figures that models are compared by.
 *
 * @param areaUnderRoc {@link RankingMetrics#areaUnderRoc}
 * @param averagePrecision {@link RankingMetrics#averagePrecision}
 * @param cardPrecision {@link RankingMetrics#cardPrecision} at {@link #CARDS}
 */
public record Ranking(double areaUnderRoc, double averagePrecision, double cardPrecision) {

    /** Cards that investigators can look at on a day. */
    public static final int CARDS = 100;

    public static Ranking of(List<Scored> scored) {
        List<ScoredTransaction> transactions = Scored.forMetrics(scored);
        return new Ranking(
                RankingMetrics.areaUnderRoc(transactions),
                RankingMetrics.averagePrecision(transactions),
                RankingMetrics.cardPrecision(transactions, CARDS));
    }

    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("areaUnderRoc", areaUnderRoc)
                .put("averagePrecision", averagePrecision)
                .put("cardPrecision100", cardPrecision);
    }

    /** The mean of each. */
    public static Ranking mean(List<Ranking> rankings) {
        return new Ranking(
                rankings.stream().mapToDouble(Ranking::areaUnderRoc).average().orElseThrow(),
                rankings.stream()
                        .mapToDouble(Ranking::averagePrecision)
                        .average()
                        .orElseThrow(),
                rankings.stream().mapToDouble(Ranking::cardPrecision).average().orElseThrow());
    }
}
