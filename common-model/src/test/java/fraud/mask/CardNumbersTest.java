package fraud.mask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEMANTICS 3.4 and 3.5, with the card networks' published test numbers. */
class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "x4111111111111111y",
                "378282246310005",
                "4222222222222",
                "6304000000000000000",
                "0000000000000"
            })
    void findsCardNumbers(String identifier) {
        assertThat(CardNumbers.isIn(identifier)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c1", "4111111111111112", "422222222222", "41111111-11111111", "41111111111111110000"})
    void leavesOtherIdentifiersAlone(String identifier) {
        assertThat(CardNumbers.isIn(identifier)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "card 4111111111111111, thanks | card ****************, thanks",
                "4111 1111 1111 1111 | **** **** **** ****",
                "4111-1111-1111-1111. | ****-****-****-****.",
                "99994111111111111111 | ********************",
                "4111  1111 1111 1111 | 4111  1111 1111 1111",
                "4222222222223 | 4222222222223",
                "\\u0034111111111111111 | ****************",
                "1 2 3 | 1 2 3",
                "- 4111111111111111 - | - **************** -",
            })
    void masksEveryDigitOfASuspiciousRun(String text, String masked) {
        assertThat(CardNumbers.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cannot read $4111111111111111 + 1 | cannot read $*** + 1",
                "amt/4111111111111111 | amt/***",
                "nope4111111111111111 | nope***",
                "4222222222222 and 6304000000000000000 | *** and ***",
                "4111 1111 1111 1111, 4111-1111-1111-1111, 3782 822463 10005 | ***, ***, ***",
            })
    void hidesEachCardNumberInAMessage(String message, String masked) {
        assertThat(CardNumbers.maskInMessage(message)).isEqualTo(masked);
        assertThat(CardNumbers.isInMessage(message)).isTrue();
    }

    /** The time, the date and the path hold digits that pass Luhn. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "must be from 1 to 9223372036854775807",
                "effective from 1771891200003",
                "runs/demo-20261129-164129/logs",
                "/tmp/fraud-4111111111111111/x.csv",
                "transactions-1 offset 411111111111",
                "41111111111111110000"
            })
    void leavesTimesAndPathsAndOtherNumbersOfAMessageReadable(String message) {
        assertThat(CardNumbers.maskInMessage(message)).isEqualTo(message);
        assertThat(CardNumbers.isInMessage(message)).isFalse();
    }
}
