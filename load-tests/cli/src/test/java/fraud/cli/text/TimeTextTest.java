package fraud.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void readsDurations() {
        assertThat(TimeText.duration("500ms")).hasValue(Duration.ofMillis(500));
        assertThat(TimeText.duration("30s")).hasValue(Duration.ofSeconds(30));
        assertThat(TimeText.duration("5m")).hasValue(Duration.ofMinutes(5));
        assertThat(TimeText.duration("2h")).hasValue(Duration.ofHours(2));
        assertThat(TimeText.duration("1d")).hasValue(Duration.ofDays(1));
    }

    @Test
    void readsTimesAlsoFromNowOn() {
        assertThat(TimeText.instant("2026-03-01T01:00:00+01:00", NOW)).hasValue(NOW);
        assertThat(TimeText.instant("+5m", NOW)).hasValue(NOW.plusSeconds(300));
        assertThat(TimeText.instant("-1d", NOW)).hasValue(NOW.minusSeconds(86_400));
        assertThat(TimeText.instant("now", NOW)).hasValue(NOW);
        assertThat(TimeText.instant("2099-12-31T23:59:59.999Z")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 m", "m", "1.5h", "-3s"})
    void rejectsOtherDurations(String text) {
        assertThat(TimeText.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "2026-03-01",
                "2026-03-01T00:00:00",
                "1999-12-31T23:59:59Z",
                "2100-01-01T00:00:00Z",
                "+5"
            })
    void rejectsOtherTimes(String text) {
        assertThat(TimeText.instant(text, NOW)).isEmpty();
    }
}
