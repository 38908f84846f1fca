package fraud.cli.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    private static final Numbers COMMA = new Numbers(',');

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0|0",
                "007.50|7.5",
                ".5|0.5",
                "12.|12",
                "1,234.56|1234.56",
                "12,345,678|12345678",
                "1 234.56|1234.56",
                "1\u00A0234|1234",
                "1\u202F234|1234",
                "1'234.50|1234.5",
                "1\u2019234.50|1234.5",
                "1.0E7|10000000",
                "1e+05|100000",
                "2.5e-3|0.0025",
                "+3.20|3.2",
                "-3.20|-3.2",
                "\u22123.20|-3.2",
                "3.20-|-3.2",
                "$4.10|4.1",
                "€ 4.10|4.1",
                "4.10\u00A0€|4.1",
                "$-4.10|-4.1",
                "-$4.10|-4.1",
                "($4.10)|-4.1",
                "(1,204.10)|-1204.1",
                "$1,107.23|1107.23",
            })
    void readsWhatCanBeReadInOneWay(String cell, BigDecimal number) throws BadCellException {
        assertThat(Numbers.POINT.number("amt", cell)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,50",
                "0,075",
                "0,075.00",
                "1,2,3,4.5",
                "12,34",
                "1,23,456",
                "1234,567",
                "1,234 567",
                "1.234,56",
                "1.2.3",
                "$$1.00",
                "$1$0.00",
                "$1.00$",
                "--1",
                "-1-",
                "(-1)",
                "((1))",
                "(1",
                "1)",
                "+-1",
                "1 2",
                "12 3456",
                "1,",
                ",5",
                "NaN",
                "Infinity",
                "-Infinity",
                "0x1p3",
                "0x10",
                "1d",
                "1f",
                "1L",
                "1_000",
                "1e",
                "e5",
                "1e5.5",
                "50%",
                "\u0661\u0662",
                "USD 5",
                "5 EUR",
                "-",
                "$",
                ".",
                "one",
                "1E+999999999",
                "1E-999999999",
                "1e100",
                "11111111111111111111111111111111111111111111111111111111111111111"
            })
    void rejectsWhatIsNoNumberOrCanBeReadInTwoWays(String cell) {
        assertThatThrownBy(() -> Numbers.POINT.number("amt", cell))
                .isInstanceOf(BadCellException.class)
                .hasMessageStartingWith("amt is not a number like 1234.56, 1,234.56 or 1.5E3")
                .hasMessageNotContaining(cell.length() > 8 ? cell : "no such text");
    }

    @Test
    void namesTheOptionWhereACommaMayBeTheDecimalSign() {
        assertThatThrownBy(() -> Numbers.POINT.number("amt", "12,50")).hasMessageContaining("--decimal ,");
        assertThatThrownBy(() -> Numbers.POINT.number("amt", "twelve,")).hasMessageNotContaining("--decimal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12,50|12.5",
                "0,075|0.075",
                "1.234,56|1234.56",
                "1 234,5|1234.5",
                "1'234|1234",
                "-1,5|-1.5",
                "1,5E3|1500"
            })
    void readsADecimalCommaWhereItIsStated(String cell, BigDecimal number) throws BadCellException {
        assertThat(COMMA.number("amt", cell)).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "1,234.56", "1.23", "0.075", "1,2,3"})
    void rejectsAPointThatSetsNoThousandsApartWhereACommaIsStated(String cell) {
        assertThatThrownBy(() -> COMMA.number("amt", cell))
                .hasMessage(
                        "amt is not a number like 1234,56, 1.234,56 or 1,5E3 (its decimal sign is stated to be a comma)");
    }
}
