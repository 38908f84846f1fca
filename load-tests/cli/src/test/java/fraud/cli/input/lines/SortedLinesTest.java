package fraud.cli.input.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.input.InputFile;
import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.input.lines.LineReader.Line;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.model.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedLinesTest {

    private static final long SEED = 20_260_101;

    @TempDir
    private Path scratch;

    /** In memory, in some runs, and in more runs than are merged at once. */
    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 10_000, 1})
    void putsLinesInTheOrderOfTheirTimesAndLeavesThoseOfOneTimeAsTheyAre(long runBytes) throws IOException {
        Random random = new Random(SEED);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 500; i++) {
            lines.add(line(i, OptionalLong.of(random.nextInt(40)), i % 3 == 0));
        }
        List<Line> expected = lines.stream()
                .sorted(Comparator.comparing(
                        line -> line.record().publishedAtMillis().orElseThrow()))
                .toList();

        List<Line> sorted = sorted(lines, runBytes);

        assertThat(sorted).hasSize(500);
        assertThat(sorted)
                .extracting(SortedLinesTest::shown)
                .isEqualTo(expected.stream().map(SortedLinesTest::shown).toList());
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 20, 1})
    void aLineWithoutATimeStaysBehindTheLineBeforeIt(long runBytes) throws IOException {
        List<Line> sorted = sorted(
                List.of(
                        line(1, OptionalLong.empty(), false),
                        line(2, OptionalLong.of(30), false),
                        line(3, OptionalLong.empty(), false),
                        line(4, OptionalLong.of(20), true)),
                runBytes);

        assertThat(sorted).extracting(line -> line.record().line()).containsExactly(1L, 4L, 2L, 3L);
        assertThat(sorted.get(3).record().publishedAtMillis()).isEmpty();
        assertThat(sorted.get(3).record().key()).isNull();
    }

    @Test
    void keepsNoMoreThanItMayInMemory() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            lines.add(line(i, OptionalLong.of(100 - i), false));
        }
        try (SortedLines sorted = new SortedLines(reader(lines), scratch, 1_000)) {
            sorted.sort(() -> {});

            assertThat(files()).hasSizeBetween(10, 64);
            assertThat(sorted.fraction()).isZero();
            assertThat(sorted.next().orElseThrow().record().line()).isEqualTo(100);
            assertThat(sorted.fraction()).isEqualTo(0.01);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void sortsNothing() throws IOException {
        assertThat(sorted(List.of(), 1)).isEmpty();
    }

    @Test
    void saysWhereThereIsNoRoom() {
        assertThatThrownBy(() -> new SortedLines(
                                reader(List.of(line(1, OptionalLong.of(1), false))), scratch.resolve("none"), 1)
                        .next())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("cannot sort in " + scratch.resolve("none") + ": ")
                .hasMessageEndingWith("; TMPDIR says where there is room");
    }

    @Test
    void labelsComeWithTheirRowsAndLineNumbersStay() throws IOException {
        Path file = Files.writeString(scratch.resolve("a.csv"), """
                TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD
                7,2018-04-01 00:00:31,1,20,3.50,0
                8,2018-04-01 00:00:30,1,21,300.00,1
                """);
        List<String> seen = new ArrayList<>();
        InputSource source =
                new InputSource(file, InputFormat.HANDBOOK, Optional.empty(), Dialect.UNSTATED, RowFilter.ALL, true);
        try (InputFile input = source.open(label -> seen.add("label " + label.transactionId()), scratch)) {
            for (Optional<InputRecord> next = input.next(); next.isPresent(); next = input.next()) {
                seen.add("line " + next.get().line());
            }
            assertThat(input.fraction()).isEqualTo(1);
        }
        assertThat(seen).containsExactly("label 8", "line 3", "label 7", "line 2");
    }

    @Test
    void aBadCellIsReportedWithItsLineBeforeAnythingIsSent() throws IOException {
        Path file = Files.writeString(scratch.resolve("a.csv"), """
                transactionId,cardId,merchantId,eventTimeMillis,amountMinor,currency
                t1,c1,m1,1767614400000,1,EUR
                t2,c1,m1,1767614400000,x,EUR
                """);
        InputSource source =
                new InputSource(file, InputFormat.CANONICAL, Optional.empty(), Dialect.UNSTATED, RowFilter.ALL, true);
        try (InputFile input = source.open(label -> {}, scratch)) {
            assertThatThrownBy(input::next).hasMessageStartingWith(file + ": line 3: column amountMinor");
        }
    }

    private List<Line> sorted(List<Line> lines, long runBytes) throws IOException {
        List<Line> result = new ArrayList<>();
        try (SortedLines sorted = new SortedLines(reader(lines), scratch, runBytes)) {
            for (Optional<Line> next = sorted.next(); next.isPresent(); next = sorted.next()) {
                result.add(next.get());
            }
        }
        return result;
    }

    private static LineReader reader(List<Line> lines) {
        Iterator<Line> iterator = lines.iterator();
        return () -> iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }

    private static Line line(long number, OptionalLong millis, boolean labelled) {
        byte[] bytes = ("v" + number).getBytes(StandardCharsets.UTF_8);
        InputRecord record = new InputRecord(number, millis.isPresent() ? bytes : null, bytes, millis);
        return new Line(
                record,
                labelled
                        ? Optional.of(new Label(
                                "t" + number, "m", "c", number, number % 2 == 0, number % 2 == 0 ? "s" : null))
                        : Optional.empty());
    }

    private static String shown(Line line) {
        return line.record().line() + " " + new String(line.record().value(), StandardCharsets.UTF_8) + " "
                + new String(line.record().key(), StandardCharsets.UTF_8) + " "
                + line.record().publishedAtMillis() + " " + line.label();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            return files.toList();
        }
    }
}
