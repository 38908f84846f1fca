package fraud.lab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateChoiceTest {

    @ParameterizedTest
    @CsvSource({
        "100000, 300, 300",
        "3500, 300, 300",
        "2999, 300, 250",
        "1900, 300, 190",
        "999, 300, 90",
        "380, 300, 35",
        "49, 300, 4",
        "5, 300, 1",
        "0, 300, 1",
        "8000, 2147483647, 800"
    })
    void isATenthOfTheHistorysRateInRoundNumbersAtMostTheMost(double historyPerSecond, int most, int chosen) {
        assertThat(RateChoice.perSecond(historyPerSecond, most)).isEqualTo(chosen);
    }
}
