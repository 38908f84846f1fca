package fraud.cli.input.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.input.table.BadCellException;
import fraud.cli.input.table.Header;
import fraud.cli.input.table.Numbers;
import fraud.cli.input.table.Row;
import fraud.cli.input.table.TableNotes;
import fraud.config.ConfigException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {

    private static final List<String> NAMES =
            List.of("amt", "fee", "refund", "Time", "step", "type", "Use Chip", "day", "empty", "größe", "a-b", "and");
    private static final List<String> CELLS = List.of(
            "12.345",
            "1.5",
            "$-99.00",
            "1e+05",
            "3",
            "CASH_OUT",
            "Chip",
            "2019-01-05 10:00",
            "",
            "7",
            "hyphen",
            "word");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "amt|12.345",
                "\"Use Chip\"|Chip",
                "'it''s'|it's",
                "type + '-' + step|CASH_OUT-3",
                "amt * 100|1234.5",
                "amt * 100 + fee|1236",
                "fee + 0.5|2",
                "number(fee) + number(step)|4.5",
                "amt - fee|10.845",
                "step / 2|1.5",
                "-(fee - step) * 2|3",
                "2 + 3 * 4|14",
                "round(amt * 100)|1235",
                "round(-2.5)|-3",
                "round(step / 7)|0",
                "abs(refund) * 100|9900",
                "'x' + amt * 2|x24.69",
                "origin('2013-09-01') + seconds(Time)|1378093600000",
                "origin('2013-09-01 06:00') + hours(step) + minutes(fee)|1378026090000",
                "hours(step) + origin('2013-09-01')|1378004400000",
                "origin('2013-09-01') + days(step - 1)|1378166400000",
                "origin('2013-09-01') - days(1)|1377907200000",
                "origin('2013-09-01') + (hours(2) - minutes(30))|1377999000000",
                "origin('1970-01-01') + millis(1.9)|1",
                "origin('2024-10-01', 'Europe/Berlin')|1727733600000",
                "origin('2024-10-01 06:30', 'Europe/Berlin') + hours(step)|1727767800000",
                "origin('2024-10-01 06:30 +00:00', 'Europe/Berlin')|1727764200000",
                "time(day)|1546682400000",
                "coalesce(empty, type)|CASH_OUT",
                "coalesce(empty, 'none') + step|none3",
                "choose(type, 'CASH_OUT', 'ATM', 'ECOMMERCE')|ATM",
                "größe|7",
                "\"a-b\"|hyphen",
                "a-b|hyphen",
                "\"and\"|word",
                "line()|2",
                "coalesce(optional(nosuch), 'none')|none",
                "optional(type)|CASH_OUT",
            })
    void evaluates(String expression, String expected) throws BadCellException {
        assertThat(value(expression)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "amt > 12|true",
                "amt >= 12.345|true",
                "amt < 12.345|false",
                "100 > 99|true",
                "refund >= 0|false",
                "Time = 100000|true",
                "Time == 100000.0|true",
                "amt != 12.345|false",
                "type = 'CASH_OUT'|true",
                "type != 'CASH_OUT'|false",
                "type <> 'PAYMENT'|true",
                "type = \"Use Chip\"|false",
                "empty = ''|true",
                "empty != ''|false",
                "day >= '2019-01-05'|true",
                "day < '2019-01-05'|false",
                "day > '2019-01-05T10:00'|false",
                "day >= '2019-01-05T10:00'|true",
                "day <= '2019-01-05T09:59:59.999Z'|false",
                "day < '2019-01-05 10:00 -01:00'|true",
                "'2018-12-31' < day|true",
                "time(day) < '2019-01-06'|true",
                "time(day) >= origin('2019-01-05 10:00')|true",
                "origin('2019-01-01') <= day|true",
                "type = 'X' or step = 3|true",
                "type = 'CASH_OUT' and step = 4|false",
                "type = 'CASH_OUT' or step = 4 and step = 5|true",
                "(type = 'CASH_OUT' or step = 4) and step = 5|false",
                "not step = 4|true",
                "not (step = 3 or step = 4)|false",
                "empty != '' and empty > 0|false",
                "empty = '' or empty > 0|true",
            })
    void compares(String condition, boolean expected) throws BadCellException {
        assertThat(value(condition)).isEqualTo(Boolean.toString(expected));
    }

    @Test
    void whatNeedsAnEmptyCellIsEmpty() throws BadCellException {
        for (String expression : List.of(
                "empty",
                "empty * 100",
                "type + empty",
                "slug(empty)",
                "round(empty)",
                "origin('2013-09-01') + hours(empty)",
                "time(empty)",
                "optional(nosuch)",
                "choose(empty, 'a', 'b', 'c')",
                "coalesce(empty)",
                "token(empty)")) {
            assertThat(value(expression)).as(expression).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "type * 100|type is not a number like 1234.56",
                "empty > 0|empty > 0 compares an empty cell: say first what is meant, as in amt != '' and amt > 0",
                "amt / (step - 3)|amt / (step - 3) divides by 0",
                "choose(type, 'CHIP', 'x')|type is none of [CHIP]",
                "origin('2013-09-01') + days(1e15)|is a time out of all range",
                "origin('2013-09-01') + days(Time * 1e9)|is a time out of all range",
                "type >= '2019-01-05'|type is no date like 2019-01-31 or 2019-01-31 10:00, and has no order: say time(type, 'dd.MM.yyyy",
                "\"Use Chip\" < '2019-01-05'|Use Chip is no date like 2019-01-31",
                "empty < '2019-01-05'|empty < '2019-01-05' compares an empty cell",
                "time(type, 'yyyyMMdd')|type is not a time like yyyyMMdd",
                "time(day) > type|type is not a time like 2018-04-01T",
                "stap|stap is missing from the header: did you mean step?",
                "amt -fees|fees is missing from the header: did you mean fee?",
                "amt-fee|amt-fee is missing from the header: did you mean amt? A minus needs a blank before it.",
            })
    void namesTheColumnOfACellThatCannotBeUsed(String expression, String message) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(BadCellException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "amt *|cannot read the end of amt *",
                "amt + + fee|cannot read + fee",
                "amt > 1 > 2|cannot read > 2",
                "(amt|cannot read the end of (amt",
                "f(amt|cannot read the end of f(amt",
                "'open|cannot read 'open",
                "12abc|cannot read 12abc",
                "0x10|cannot read 0x10",
                "amt ; fee|cannot read ; fee",
                "slog(amt)|unknown function slog: did you mean slug?",
                "round()|round(): takes one expression",
                "round(amt, 2)|round(amt, 2): takes one expression",
                "line(amt)|line(amt): takes nothing",
                "choose(type)|choose(type): takes a column, and what is to stand for which of its values",
                "amt / 0|amt / 0: divides by 0",
                "amt / (-0.00) + 1|amt / (-0.00): divides by 0",
                "optional('x')|optional('x'): takes a column",
                "hash(amt)|hash(…) needs a key: --map-key FILE",
                "amt > '100'|'100' is a text: write 100 without quotes",
                "amt * 1 > '100'|'100' is a text, and compared with a number",
                "amt > fee|texts are compared by = and != only: for numbers say number(amt), for times time(amt)",
                "type > 'CASH'|'CASH' has no order: < <= > >= compare numbers, times and dates such as '2019-01-31'",
                "day < '05.01.2019'|'05.01.2019' has no order",
                "day < '2019-01'|'2019-01' has no order",
                "day < '2019-02-30'|'2019-02-30' is no date or time",
                "'2019-01-05' < 'b'|'b' has no order",
                "(amt + fee) * 100|amt + fee puts texts one after the other, which makes no number",
                "origin('2013-02-30')|'2013-02-30' is no date or time, such as 2013-09-01",
                "origin(day)|day must be a text in quotes",
                "origin('2013-09-01', 'x')|'x' is no zone, such as 'Europe/Paris'",
                "origin('2013-09-01', 'UTC', 'x')|takes one date in quotes and, if it is not in UTC, a zone",
                "origin('2024-10-27 02:30', 'Europe/Berlin')|'2024-10-27 02:30' does not exist or exists twice",
                "origin('2018-11-04', 'America/Sao_Paulo')|'2018-11-04' does not exist or exists twice",
                "origin('2013-09-01') * 2|a time is no number",
                "seconds(origin('2013-09-01'))|a time is no number of units",
                "seconds(1) > 2|a length of time cannot be compared",
                "seconds(Time)|a length of time alone is no value: it needs an origin",
                "time(day) > amt * 1|a number cannot be compared with a time",
                "amt and fee|and, or, not stand between comparisons, such as amt > 0",
                "not amt|and, or, not stand between comparisons",
                "(amt > 1) = (fee > 1)|a condition cannot be compared",
                "time(day, 'yyyy-mm-dd')|yyyy-mm-dd does not make a date of what it reads",
                "time(day, 'yyyy-MM-dd', 'Nowhere')|yyyy-MM-dd, Nowhere is no format of a time and its zone",
            })
    void rejectsWhatMakesNoSense(String expression, String message) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void endsAtSomeDepth() {
        String deep = "-".repeat(10_000) + "1";

        assertThatThrownBy(() -> value(deep)).hasMessage("is nested more than 64 deep");
        assertThatThrownBy(() -> value("(".repeat(10_000))).hasMessage("is nested more than 64 deep");
    }

    /** Each chain would be calls within calls, and each sign of a text was one for the pattern of tokens. */
    @Test
    void takesLongTextsAndEndsAtSomeLength() throws BadCellException {
        String text = "it''s ".repeat(10_000);

        assertThat(value("'" + text + "'")).isEqualTo(text.replace("''", "'"));
        assertThatThrownBy(() -> value("'" + "x".repeat(100_000) + "'")).hasMessage("is longer than 100000 characters");
        assertThat(value("1" + " + 1".repeat(500))).isEqualTo("501");
        for (String link : List.of(" + 1", " * 1", " and 1 = 1", " or 1 = 1")) {
            assertThatThrownBy(() -> value("1 = 1" + link.repeat(10_000).substring(0, 20_000)))
                    .hasMessage("has more than 500 operators");
        }
        assertThatThrownBy(() -> value("not ".repeat(10_000) + "1 = 1")).hasMessage("has more than 500 operators");
    }

    @Test
    void readsCellsWithTheTablesDecimalSignAndItsOwnNumbersWithAPoint() throws BadCellException {
        Header header = new Header(List.of("amt"), new Numbers(','), new TableNotes());

        assertThat(text("amt * 1.5").bind(header).of(new Row(2, List.of("2,50"))))
                .isEqualTo("3.75");
        assertThatThrownBy(() -> text("amt * 1.5").bind(header).of(new Row(2, List.of("2.50"))))
                .hasMessageContaining("its decimal sign is stated to be a comma");
    }

    private static String value(String expression) throws BadCellException {
        return text(expression)
                .bind(new Header(NAMES, Numbers.POINT, new TableNotes()))
                .of(new Row(2, CELLS));
    }

    private static Operand.Binding<String> text(String expression) {
        return ExpressionParser.parse(expression, new Functions(Optional.empty()))
                .text();
    }
}
