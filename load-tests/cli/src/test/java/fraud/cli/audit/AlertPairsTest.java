package fraud.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.cli.audit.AlertPairs.Noted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertPairsTest {

    private static final long GRACE = 60;

    private final AlertPairs alerts = new AlertPairs(3, 2);

    private List<String> missing(long now, boolean isThere) {
        List<String> missing = new ArrayList<>();
        alerts.tellMissing(now, GRACE, engine -> isThere, (id, engine) -> missing.add(id + " of " + engine));
        return missing;
    }

    @Test
    void tellsRepeatsFromContradictionsAndDifferences() {
        assertThat(alerts.note(0, "a", 5, 0)).isEqualTo(Noted.FIRST);
        assertThat(alerts.note(0, "a", 5, 0)).isEqualTo(Noted.REPEATED);
        assertThat(alerts.note(0, "a", 6, 0)).isEqualTo(Noted.WRONG);
        assertThat(alerts.note(1, "a", 5, 0)).isEqualTo(Noted.FIRST);
        assertThat(alerts.note(0, "b", 5, 0)).isEqualTo(Noted.FIRST);
        assertThat(alerts.note(1, "b", 6, 0)).isEqualTo(Noted.DIFFERS);
    }

    @Test
    void missesAnAlertOfAnEngineThatHasNoExcuse() {
        alerts.note(0, "a", 5, 0);
        alerts.note(0, "b", 5, 0);
        alerts.note(1, "b", 5, 0);

        assertThat(missing(GRACE - 1, true)).isEmpty();
        assertThat(missing(GRACE, false)).as("it is behind").isEmpty();
        assertThat(missing(GRACE, true)).containsExactly("a of 1");
        assertThat(missing(2 * GRACE, true)).as("told once").isEmpty();
    }

    @Test
    void forgetsTheOldest() {
        List.of("a", "b", "c", "d").forEach(id -> alerts.note(0, id, 5, 0));

        assertThat(alerts.note(0, "a", 6, 0)).isEqualTo(Noted.FIRST);
        assertThat(alerts.note(0, "d", 5, 0)).isEqualTo(Noted.REPEATED);
    }
}
