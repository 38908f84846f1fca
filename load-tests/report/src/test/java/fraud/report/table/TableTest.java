package fraud.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void alignsNamesToTheLeftAndNumbersToTheRight() {
        Table table =
                new Table(List.of("engine", "n")).row(List.of("a", "1,234")).row(List.of("flink", "5"));

        assertThat(table.toString()).isEqualTo("engine      n\na       1,234\nflink       5\n");
    }

    @Test
    void alignsWordsAtTheEndToTheLeft() {
        Table table = new Table(List.of("engine", "n", "why"))
                .row(List.of("flink", "5", "a long reason"))
                .endingWithWords();

        assertThat(table.toString()).isEqualTo("engine  n  why\nflink   5  a long reason\n");
    }

    @Test
    void rejectsARowThatDoesNotFit() {
        Table table = new Table(List.of("engine", "n"));

        assertThatThrownBy(() -> table.row(List.of("a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
