package fraud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.features.CardProfile;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DetectorParametersTest {

    /**
     * SEMANTICS 12: H covers the longest window, the maximum out-of-orderness and a minute, so that no window ever
     * misses what was cleared.
     */
    @Test
    void theHorizonCoversTheLongestWindowAndTheBound() {
        long needed = Duration.ofDays(30).toMillis() + DetectorParameters.GREATEST_MAX_OUT_OF_ORDERNESS_MILLIS + 60_000;

        assertThat(CardProfile.HORIZON.toMillis()).isGreaterThanOrEqualTo(needed);
    }

    /** SEMANTICS 7.1 and its example. */
    @Test
    void lateIsMoreThanTheBoundBehindItsTimestamp() {
        DetectorParameters parameters = DetectorParameters.defaults(4);

        assertThat(parameters.isLate(90_000, 100_000)).isFalse();
        assertThat(parameters.isLate(89_999, 100_000)).isTrue();
    }

    @Test
    void rejectsParametersOutOfRange() {
        assertThatThrownBy(() -> new DetectorParameters(4, 82_800_001, 0, 1_024, false))
                .hasMessage("max.out.of.orderness.millis = 82800001: must be from 0 to 82800000");
        assertThatThrownBy(() -> new DetectorParameters(4, 0, 0, 15, false))
                .hasMessage("history.limit = 15: must be from 16 to 100000");
    }
}
