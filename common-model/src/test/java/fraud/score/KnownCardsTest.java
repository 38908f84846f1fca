package fraud.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The book's weeks: training from 25 to 31 July, a week until outcomes are known, then the days that count. */
class KnownCardsTest {

    private final KnownCards cards = new KnownCards(LocalDate.of(2018, 7, 25), LocalDate.of(2018, 7, 31), 7);

    @Test
    void knowsACardWithAFraudInTheTrainingWindowForGood() {
        fraud("first", "2018-07-25T00:00:00Z");
        fraud("last", "2018-07-31T23:59:59.999Z");

        assertThat(isKnown("first", "2018-08-01T00:00:00Z")).isTrue();
        assertThat(isKnown("last", "2018-08-08T00:00:00Z")).isTrue();
        assertThat(isKnown("last", "2018-08-14T23:59:59.999Z")).isTrue();
    }

    @Test
    void knowsNothingOfWhatHappenedBeforeTheTrainingWindow() {
        fraud("before", "2018-07-24T23:59:59.999Z");

        assertThat(isKnown("before", "2018-08-08T00:00:00Z")).isFalse();
    }

    @Test
    void knowsALaterFraudOnTheDayAfterItsOutcomeCame() {
        fraud("later", "2018-08-01T23:59:59.999Z");

        assertThat(isKnown("later", "2018-08-08T23:59:59.999Z")).isFalse();
        assertThat(isKnown("later", "2018-08-09T00:00:00Z")).isTrue();
    }

    @Test
    void goesByTheEarliestFraudOfACardInWhateverOrderTheyCome() {
        fraud("often", "2018-08-05T12:00:00Z");
        fraud("often", "2018-08-02T12:00:00Z");
        fraud("often", "2018-08-04T12:00:00Z");

        assertThat(isKnown("often", "2018-08-09T12:00:00Z")).isFalse();
        assertThat(isKnown("often", "2018-08-10T12:00:00Z")).isTrue();
    }

    @Test
    void knowsNoOtherCard() {
        fraud("known", "2018-07-30T12:00:00Z");

        assertThat(isKnown("other", "2018-08-14T12:00:00Z")).isFalse();
    }

    @Test
    void rejectsAWindowThatEndsBeforeItBeginsAndADelayBelowNone() {
        LocalDate day = LocalDate.of(2018, 7, 25);

        assertThatThrownBy(() -> new KnownCards(day, day.minusDays(1), 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends before");
        assertThatThrownBy(() -> new KnownCards(day, day, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1 days");
    }

    private void fraud(String cardId, String time) {
        cards.fraud(cardId, Instant.parse(time).toEpochMilli());
    }

    private boolean isKnown(String cardId, String time) {
        return cards.isKnown(cardId, Instant.parse(time).toEpochMilli());
    }
}
