package fraud.report.bench.summary;

import fraud.report.bench.BenchResults;
import java.util.List;

/**
 * What a page of a bench shows.
 *
 * @param results as the bench wrote them
 * @param summary what is made of them
 * @param answers how it is measured
 * @param limits what the figures do not say
 */
public record BenchReport(
        BenchResults results, BenchSummary summary, List<BenchMethod.Answer> answers, List<String> limits) {

    /** That of some results. */
    public static BenchReport of(BenchResults results) {
        return new BenchReport(results, BenchSummary.of(results), BenchMethod.answers(), BenchMethod.limits());
    }
}
