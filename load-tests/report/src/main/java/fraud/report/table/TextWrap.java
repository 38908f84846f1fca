package fraud.report.table;

/** Sentences for a terminal. */
final class TextWrap {

    private static final int WIDTH = 110;

    private TextWrap() {}

    /**
     * A text in lines of at most {@value #WIDTH} characters, as far as its words allow, with a line feed at the end of
     * each.
     */
    static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String word : text.strip().split("\\s+", -1)) {
            if (length > 0 && length + 1 + word.length() > WIDTH) {
                lines.append('\n');
                length = 0;
            }
            lines.append(length > 0 ? " " : "").append(word);
            length += (length > 0 ? 1 : 0) + word.length();
        }
        return lines.append('\n').toString();
    }
}
