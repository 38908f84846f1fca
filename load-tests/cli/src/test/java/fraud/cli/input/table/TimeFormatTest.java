package fraud.cli.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.config.ConfigException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormatTest {

    private final TableNotes notes = new TableNotes();

    @ParameterizedTest
    @CsvSource({
        "2024-02-29 10:00, 2024-02-29T10:00:00Z",
        "2024-02-29T10:00:00.1239, 2024-02-29T10:00:00.123Z",
        "2024/02/29 23:59:59+02:00, 2024-02-29T21:59:59Z",
        "2024-02-29 23:59:59 +0200, 2024-02-29T21:59:59Z",
        "2024-02-29 23:59:59+02, 2024-02-29T21:59:59Z",
        "2024-02-29 10:00:00 UTC, 2024-02-29T10:00:00Z",
        "1709200800, 2024-02-29T10:00:00Z",
        "1709200800.5009, 2024-02-29T10:00:00.500Z",
        "1709200800250, 2024-02-29T10:00:00.250Z"
    })
    void readsTheUsualTimes(String cell, Instant expected) throws BadCellException {
        assertThat(TimeFormat.usual().epochMillis("when", cell, notes)).isEqualTo(expected.toEpochMilli());
        assertThat(notes.localTimesSkipped() + notes.localTimesDoubled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29 10:00",
                "2026-02-30 10:00:00",
                "2026-02-31 10:00",
                "2025-04-31 10:00",
                "2026-13-01 10:00",
                "2026-01-01 24:00",
                "2026-01-01 25:00",
                "2026-01-01 10:60",
                "2026-12-31 23:59:60",
                "2026-01-01",
                "01/02/2026 10:00",
                "2026-1-1 10:00",
                "26-01-01 10:00",
                "17092008000",
                "1.7092008E9",
                "17092008",
                "noon",
                "0"
            })
    void rejectsTimesThatThereAreNot(String cell) {
        assertThatThrownBy(() -> TimeFormat.usual().epochMillis("when", cell, notes))
                .isInstanceOf(BadCellException.class)
                .hasMessageStartingWith("when is not a time like 2018-04-01T00:00:31Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/MM/yyyy HH:mm|30/02/2026 10:00",
                "dd/MM/yyyy HH:mm|29/02/2026 10:00",
                "dd/MM/uuuu HH:mm|31/04/2026 10:00",
                "dd.MM.yy|31.06.26",
                "yyyyMMdd|20260230",
                "d MMM yyyy|30 Feb 2026",
                "dd/MM/yyyy HH:mm|01/01/2026 24:00",
                "dd/MM/yyyy hh:mm a|01/01/2026 13:00 PM",
                "dd/MM/yyyy HH:mm|01/13/2026 10:00",
                "dd/MM/yyyy HH:mm|1/1/2026 10:00"
            })
    void rejectsTimesThatThereAreNotInAPatternOfOnesOwn(String pattern, String cell) {
        assertThatThrownBy(() -> TimeFormat.of(List.of(pattern)).epochMillis("when", cell, notes))
                .isInstanceOf(BadCellException.class)
                .hasMessage("when is not a time like " + pattern);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/MM/yyyy HH:mm|28/02/2026 10:00|2026-02-28T10:00:00Z",
                "d MMM yyyy, h:mm a|1 MAR 2026, 1:05 pm|2026-03-01T13:05:00Z",
                "dd.MM.yy|01.03.26|2026-03-01T00:00:00Z",
                "yyyy-MM-dd HH:mm XXX|2026-03-01 10:00 +01:00|2026-03-01T09:00:00Z",
                "yyyy-MM-dd XXX|2026-03-01 +01:00|2026-02-28T23:00:00Z",
                "yyyy-MM-dd HH:mm VV|2026-03-01 10:00 Asia/Tokyo|2026-03-01T01:00:00Z",
                "yyyy-MM-dd HH|2026-03-01 10|2026-03-01T10:00:00Z"
            })
    void readsAPatternOfOnesOwn(String pattern, String cell, Instant expected) throws BadCellException {
        assertThat(TimeFormat.of(List.of(pattern)).epochMillis("when", cell, notes))
                .isEqualTo(expected.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"YYYY-MM-dd", "yyyy-mm-dd", "dd/MM/yyyy hh:mm", "HH:mm", "MM/yyyy", "dd/MM/yyyy mm:ss"})
    void rejectsAPatternThatDoesNotReadWhatItWrites(String pattern) {
        assertThatThrownBy(() -> TimeFormat.of(List.of(pattern)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(pattern + " does not make a date of what it reads: yyyy is the year");
    }

    @Test
    void readsALocalTimeThatTheClocksSkipWithTheClocksOfBeforeAndCountsIt() throws BadCellException {
        TimeFormat paris = TimeFormat.of(List.of("dd/MM/yyyy HH:mm", "Europe/Paris"));

        assertThat(paris.epochMillis("when", "29/03/2026 02:30", notes)).isEqualTo(millis("2026-03-29T01:30:00Z"));
        assertThat(paris.epochMillis("when", "29/03/2026 03:00", notes)).isEqualTo(millis("2026-03-29T01:00:00Z"));
        assertThat(notes.localTimesSkipped()).isEqualTo(1);
        assertThat(notes.localTimesDoubled()).isZero();
    }

    @Test
    void takesTheEarlierOfTwoLocalTimesAndCountsIt() throws BadCellException {
        TimeFormat paris = TimeFormat.of(List.of("dd/MM/yyyy HH:mm", "Europe/Paris"));

        assertThat(paris.epochMillis("when", "25/10/2026 02:30", notes)).isEqualTo(millis("2026-10-25T00:30:00Z"));
        assertThat(paris.epochMillis("when", "25/10/2026 03:00", notes)).isEqualTo(millis("2026-10-25T02:00:00Z"));
        assertThat(notes.localTimesDoubled()).isEqualTo(1);
        assertThat(notes.localTimesSkipped()).isZero();
    }

    @Test
    void anOffsetInTheCellLeavesNothingInDoubt() throws BadCellException {
        TimeFormat paris = TimeFormat.of(List.of("dd/MM/yyyy HH:mm XXX", "Europe/Paris"));

        assertThat(paris.epochMillis("when", "25/10/2026 02:30 +01:00", notes))
                .isEqualTo(millis("2026-10-25T01:30:00Z"));
        assertThat(notes.localTimesDoubled()).isZero();
    }

    private static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
