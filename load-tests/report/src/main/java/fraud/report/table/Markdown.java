package fraud.report.table;

import java.util.List;
import java.util.Locale;

/** Pieces of a Markdown document. */
final class Markdown {

    private Markdown() {}

    /** A table: the first columns are of words, the others of numbers. */
    static String table(List<String> head, int words, List<List<String>> rows) {
        StringBuilder text = new StringBuilder("| " + String.join(" | ", head) + " |\n");
        text.append("|---".repeat(words))
                .append("|---:".repeat(head.size() - words))
                .append("|\n");
        rows.forEach(row -> text.append("| ").append(String.join(" | ", row)).append(" |\n"));
        return text.toString();
    }

    /** An item of a list, wrapped. */
    static String item(String text) {
        return "- " + TextWrap.wrapped(text).strip().replace("\n", "\n  ") + "\n";
    }

    /** What links to a heading, as GitHub makes it. */
    static String anchor(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
