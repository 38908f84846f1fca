package fraud.report.table;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: the first column to the left, the others to the right, unless the last is one of words. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private boolean endsWithWords;

    /** Begins a table with its head. */
    public Table(List<String> head) {
        rows.add(List.copyOf(head));
    }

    /** Sets the last column to the left. */
    public Table endingWithWords() {
        endsWithWords = true;
        return this;
    }

    /** Adds a row of as many cells as the head has. */
    public Table row(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("expected " + rows.get(0).size() + " cells, got " + cells.size());
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String padding = " ".repeat(width(column) - row.get(column).length());
                boolean isLeft = column == 0 || (endsWithWords && column == row.size() - 1);
                line.append(column == 0 ? "" : GAP)
                        .append(isLeft ? row.get(column) + padding : padding + row.get(column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
