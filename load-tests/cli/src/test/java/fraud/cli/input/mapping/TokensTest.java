package fraud.cli.input.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.input.table.BadCellException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5500005555555559",
                "5500 0055 5555 5559",
                "5500-0055-5555-5559",
                "5500\u00A00055\u00A05555\u00A05559",
                "5500005555555559.0",
                "5500005555555559.00",
                "5500005555555559.",
                "'5500005555555559",
                "=\"5500005555555559\"",
                "5500\u20110055\u20115555\u20115559"
            })
    void oneCardIsOneCardHoweverATableWritesIt(String cell) throws BadCellException {
        assertThat(Tokens.card("cc", cell)).isEqualTo("5500005555555559");
    }

    @ParameterizedTest
    @CsvSource({"3782 822463 10005, 378282246310005", "0000-1234-5678, 000012345678", "000123.0, 000123", "00012, 00012"
    })
    void keepsLeadingZerosAndTakesEveryGrouping(String cell, String digits) throws BadCellException {
        assertThat(Tokens.card("cc", cell)).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"u1-12", "1-12", "12-34", "1234-56", "a5500 0055", "5500  0055 5555 5559", "12.5", "4e7d", "x"})
    void leavesEveryOtherTextAsItIs(String cell) throws BadCellException {
        assertThat(Tokens.card("cc", cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.50001E+15", "5.5E15", "5,50001E+15", "5E+15", "5e15", "-2.2345e+17"})
    void rejectsANumberThatHasLostItsDigits(String cell) {
        assertThatThrownBy(() -> Tokens.card("cc", cell))
                .isInstanceOf(BadCellException.class)
                .hasMessage("cc has an exponent, so its last digits are lost: export the column as text");
        assertThatThrownBy(() -> Tokens.requireDigits("cc", cell)).isInstanceOf(BadCellException.class);
    }

    @Test
    void aSlugThatLosesNothingStaysAsItIs() {
        assertThat(Tokens.slug("Heller-Gut_2.b")).isEqualTo("Heller-Gut_2.b");
        assertThat(Tokens.slug("x".repeat(64))).isEqualTo("x".repeat(64));
    }

    @Test
    void textsThatDifferNeverBecomeOneSlug() {
        List<String> names = List.of(
                "Кафе Весна",
                "Кафе Осень",
                "珈琲店",
                "書店",
                "مقهى",
                "C++",
                "C#",
                "Fish & Chips",
                "Fish, Chips",
                "Fish-Chips",
                "y".repeat(65),
                "y".repeat(66));

        assertThat(names.stream().map(Tokens::slug).distinct()).hasSameSizeAs(names);
        assertThat(names.stream().map(Tokens::slug)).allMatch(slug -> slug.matches("[A-Za-z0-9._-]{1,64}"));
        assertThat(Tokens.slug("Fish & Chips")).matches("Fish-Chips-[a-p]{16}");
        assertThat(Tokens.slug("珈琲店")).matches("[a-p]{16}");
    }

    @Test
    void oneNameIsOneSlugHoweverItsAccentsAreEncoded() {
        assertThat(Tokens.slug("Caf\u00E9"))
                .isEqualTo(Tokens.slug("Cafe\u0301"))
                .isNotEqualTo(Tokens.slug("Cafe"));
    }
}
