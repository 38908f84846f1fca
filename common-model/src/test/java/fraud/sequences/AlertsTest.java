package fraud.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import fraud.model.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

/** SEMANTICS 8.3. */
class AlertsTest {

    @Test
    void theIdIsTheStartOfASha256() {
        List<SequenceEvent> match = List.of(event("a", 10, 1), event("b", 20, 2), event("d", 30, 3), event("c", 40, 9));

        Alert alert = Alerts.of(SequenceRule.CARD_TESTING, match);

        // echo -n 'CARD_TESTING|c1|0:1|0:2|0:3|0:9' | sha256sum
        assertThat(alert.alertId()).isEqualTo("8d53fe84ca44dfcbc1cb490be62b71bd");
        assertThat(alert.transactionIds()).containsExactly("a", "b", "d", "c");
        assertThat(alert.firstEventTimeMillis()).isEqualTo(10);
        assertThat(alert.lastEventTimeMillis()).isEqualTo(40);
        assertThat(alert.intendedSendMicros()).isEqualTo(1_009);
        assertThat(alert.ruleSetVersion()).isEqualTo(9);
        assertThat(alert.subjectId()).isEqualTo("c1");
    }

    @Test
    void anAlertOnAbsenceHasNoSendTime() {
        Alert alert = Alerts.of(SequenceRule.UNCONFIRMED_DEVICE, List.of(event("a", 10, 1)));

        // echo -n 'UNCONFIRMED_DEVICE|c1|0:1' | sha256sum
        assertThat(alert.alertId()).isEqualTo("7ad097c9525f5fa477ab4b2b5c45305f");
        assertThat(alert.firstEventTimeMillis()).isEqualTo(10);
        assertThat(alert.lastEventTimeMillis()).isEqualTo(10);
        assertThat(alert.intendedSendMicros()).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void anAlertOfAMerchantNamesNoCard() {
        Alert alert = Alerts.of(SequenceRule.MULE_CASH_OUT, List.of(event("a", 10, 1)));

        // echo -n 'MULE_CASH_OUT|m1|0:1' | sha256sum
        assertThat(alert.alertId()).isEqualTo("5e59108698f0505b1e334428dbc38628");
        assertThat(alert.subjectId()).isEqualTo("m1");
    }

    @Test
    void anAlertOfAnIssuerRangeNamesNeither() {
        Alert alert = Alerts.of(SequenceRule.BIN_ENUMERATION, List.of(event("a", 10, 1)));

        // echo -n 'BIN_ENUMERATION|b1|0:1' | sha256sum
        assertThat(alert.alertId()).isEqualTo("ff92d4186e5344e56e23d9243b7cdf41");
        assertThat(alert.subjectId()).isEqualTo("b1");
    }

    @Test
    void eventsAreOrderedByTimeThenCardThenTransactionThenOffset() {
        assertThat(List.of(event("b", 1, 1), event("a", 2, 9), event("b", 2, 3), event("b", 2, 4)))
                .isSortedAccordingTo(SequenceEvent.ORDER);
    }

    private static SequenceEvent event(String id, long eventTimeMillis, long offset) {
        return new SequenceEvent(
                "c1", "m1", id, eventTimeMillis, 100, null, "b1", 0, (int) offset, 0, offset, 1_000 + offset);
    }
}
