package fraud.cli.input.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fraud.cli.failure.OperationFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {

    private static final Path PATH = Path.of("t.csv");

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheSeparatorThatTheHeaderHas(String separator) throws IOException {
        String text = "a,b,c\n1,\"x,y\",3\n".replace("\"x,y\"", "~").replace(",", separator);

        assertThat(rows(text.replace("~", "\"x" + separator + "y\""), Dialect.UNSTATED))
                .containsExactly(List.of("1", "x" + separator + "y", "3"));
    }

    @Test
    void takesASeparatorInQuotesForAName() throws IOException {
        assertThat(table("\"a,b\";c\n1;2\n", Dialect.UNSTATED).header().names()).containsExactly("a,b", "c");
    }

    @Test
    void asksForTheSeparatorWhereTheHeaderHasTwo() throws IOException {
        assertThatThrownBy(() -> table("a;b,c\n1;2,3\n", Dialect.UNSTATED))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage(
                        "t.csv: line 1: the header holds ';' and ',': say with --separator which of them stands between"
                                + " columns");
        assertThat(rows("a;b,c\n1;2,3\n", stated(';'))).containsExactly(List.of("1", "2,3"));
    }

    @Test
    void takesTheSeparatorThatASpreadsheetStates() throws IOException {
        Table table = table("sep=;\r\na;b\r\n1;2\r\n3\r\n", Dialect.UNSTATED);

        assertThat(table.next()).contains(new Row(3, List.of("1", "2")));
        assertThatThrownBy(table::next).hasMessage("t.csv: line 4: has 1 columns, the header has 2");
    }

    @Test
    void readsOneColumnWithoutAnySeparator() throws IOException {
        assertThat(rows("a\n1\n2\n", Dialect.UNSTATED)).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void takesBlanksOfEveryKindFromAroundCells() throws IOException {
        assertThat(rows("a , b\u00A0, \"c\"\n 1 ,\u00A02\u00A0, \"3,4\" \n", Dialect.UNSTATED))
                .containsExactly(List.of("1", "2", "3,4"));
        assertThat(table(" a ,\u00A0b\n", Dialect.UNSTATED).header().names()).containsExactly("a", "b");
    }

    @Test
    void readsQuotesLineBreaksInCellsAndEveryKindOfLineEnd() throws IOException {
        Table table = table("a,b\r\n1,\"x\r\n\"\"y\"\"\"\r\n\r\n2,z\r3,", Dialect.UNSTATED);

        assertThat(table.next()).contains(new Row(2, List.of("1", "x\r\n\"y\"")));
        assertThat(table.next()).contains(new Row(5, List.of("2", "z")));
        assertThat(table.next()).contains(new Row(6, List.of("3", "")));
        assertThat(table.next()).isEmpty();
    }

    @Test
    void namesTheLineOfQuotesThatAreWrong() throws IOException {
        assertThatThrownBy(() -> rows("a,b\n1,\"x\"y\n", Dialect.UNSTATED))
                .hasMessageStartingWith("t.csv: line 2: Unexpected");
        assertThatThrownBy(() -> rows("a,b\n0,z\n\n1,\"x\n2,y\n3,y\n", Dialect.UNSTATED))
                .hasMessage("t.csv: line 4: a quote of the row that begins here is not closed");
        assertThatThrownBy(() -> rows("a,b\n\"x,1\n2,y\n", Dialect.UNSTATED))
                .hasMessage("t.csv: line 2: a quote of the row that begins here is not closed");
    }

    @Test
    void namesTheLineOfACellThatIsTooLong() throws IOException {
        String cell = "x".repeat(1_000_000);
        String says = "a cell of the row that begins here has more than 1000000 characters: is a quote not closed?";

        assertThat(rows("a,b\n1," + cell + "\n", Dialect.UNSTATED)).containsExactly(List.of("1", cell));
        assertThatThrownBy(() -> rows("a,b\n0,z\n1," + cell + "x\n2,y\n", Dialect.UNSTATED))
                .isInstanceOf(OperationFailedException.class)
                .hasMessage("t.csv: line 3: " + says);
        assertThatThrownBy(() -> table("a," + cell + "x\n", Dialect.UNSTATED)).hasMessage("t.csv: line 1: " + says);
    }

    @Test
    void rejectsRowsThatAreNotAsLongAsTheHeader() throws IOException {
        assertThatThrownBy(() -> rows("a,b\n1,2\n1,2,3\n", Dialect.UNSTATED))
                .hasMessage("t.csv: line 3: has 3 columns, the header has 2");
        assertThatThrownBy(() -> rows("a,b\n1\n", Dialect.UNSTATED))
                .hasMessage("t.csv: line 2: has 1 columns, the header has 2");
        assertThatThrownBy(() -> table("\n\n", Dialect.UNSTATED)).hasMessage("t.csv: is empty: a header is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsWhatAByteOrderSignalNames(String charset) throws IOException {
        byte[] bytes = "\uFEFFa,b\n1,Zürich 😀\n".getBytes(Charset.forName(charset));

        assertThat(rows(bytes, Dialect.UNSTATED)).containsExactly(List.of("1", "Zürich 😀"));
    }

    @Test
    void namesTheLineThatIsNoUtf8() {
        String rows = "1,x\n".repeat(5_000);

        assertThatThrownBy(() ->
                        rows(("a,b\n" + rows + "1,Zürich\n").getBytes(StandardCharsets.ISO_8859_1), Dialect.UNSTATED))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageStartingWith("t.csv: line 5002: is not UTF-8: convert the file");
        assertThatThrownBy(() -> rows(new byte[] {'a', '\n', '1', (byte) 0xC3}, Dialect.UNSTATED))
                .hasMessageStartingWith("t.csv: line 2: is not UTF-8");
    }

    @Test
    void rejectsUtf16WithoutAMark() {
        assertThatThrownBy(() -> rows("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE), Dialect.UNSTATED))
                .hasMessageStartingWith(
                        "t.csv: line 1: holds the character NUL: it is UTF-16 without a byte order mark");
    }

    @Test
    void rejectsAColumnThatIsThereTwiceIfItIsAskedFor() throws Exception {
        Header header = table("a,b,c,b\n", Dialect.UNSTATED).header();

        assertThat(header.find("a")).isZero();
        assertThat(header.find("d")).isEqualTo(-1);
        assertThatThrownBy(() -> header.find("b"))
                .isInstanceOf(BadCellException.class)
                .hasMessage("b is in the header more than once, at places [2, 4]: rename one");
    }

    @Test
    void leavesRowsOutAndCountsThem() throws IOException {
        Table table = new Table(
                PATH,
                new ByteArrayInputStream("a\n1\n2\n3\n".getBytes(StandardCharsets.UTF_8)),
                Dialect.UNSTATED,
                header -> row -> row.find(0).equals("2"));

        assertThat(table.next()).contains(new Row(3, List.of("2")));
        assertThat(table.next()).isEmpty();
        assertThat(table.notes().rowsLeftOut()).isEqualTo(2);
    }

    @Test
    void knowsSeparatorsByName() {
        assertThat(Dialect.separator("tab")).contains('\t');
        assertThat(Dialect.separator(";")).contains(';');
        assertThat(Dialect.separator(";;")).isEmpty();
        assertThat(Dialect.separator("a")).isEmpty();
        assertThat(Dialect.separator("\"")).isEmpty();
        assertThat(Dialect.numbers(",")).contains(new Numbers(','));
        assertThat(Dialect.numbers(";")).isEmpty();
    }

    private static Dialect stated(char separator) {
        return new Dialect(Optional.of(separator), Optional.empty());
    }

    private static Table table(String text, Dialect dialect) throws IOException {
        return new Table(PATH, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), dialect, RowFilter.ALL);
    }

    private static List<List<String>> rows(String text, Dialect dialect) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8), dialect);
    }

    private static List<List<String>> rows(byte[] bytes, Dialect dialect) throws IOException {
        Table table = new Table(PATH, new ByteArrayInputStream(bytes), dialect, RowFilter.ALL);
        List<List<String>> rows = new ArrayList<>();
        for (Optional<Row> row = table.next(); row.isPresent(); row = table.next()) {
            rows.add(row.get().cells());
        }
        return rows;
    }
}
