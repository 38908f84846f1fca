package fraud.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that a mistyped one most likely stands for. */
public final class NearestName {

    private NearestName() {}

    /** A name that begins with what was typed, or else the one with the fewest mistakes. */
    public static String of(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparing((String name) -> !name.startsWith(typed))
                        .thenComparingInt(name -> distance(typed, name)))
                .orElseThrow();
    }

    /**
     * The same, but only a name that is near: one that begins with what was typed, or differs from it in few letters,
     * whatever their case.
     */
    public static Optional<String> near(String typed, Collection<String> names) {
        String lowerCase = typed.toLowerCase(Locale.ROOT);
        return names.stream()
                .filter(name -> isNear(lowerCase, name.toLowerCase(Locale.ROOT)))
                .min(Comparator.comparingInt(name -> distance(lowerCase, name.toLowerCase(Locale.ROOT))));
    }

    private static boolean isNear(String typed, String name) {
        // One letter in three, and always one: "flnk", "publsih", "--sed".
        return !typed.isEmpty() && (name.startsWith(typed) || distance(typed, name) <= Math.max(1, typed.length() / 3));
    }

    /** What to say of a name that is not known: {@code did you mean x?} if one is near, and else all that there are. */
    public static String hint(String typed, Collection<String> names) {
        return near(typed, names)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "there are " + String.join(", ", names));
    }

    /** Levenshtein's, where two neighbours that changed places are one mistake (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                rows[i][j] = Math.min(replaced, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[a.length()][b.length()];
    }
}
