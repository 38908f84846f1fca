package fraud.config;

import java.util.Collection;
import java.util.Comparator;

/** The name that somebody who mistyped one most likely meant. */
public final class NearestName {

    private NearestName() {}

    /** A name that begins with what was typed, or else the one with the least Levenshtein distance. */
    public static String of(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparing((String name) -> !name.startsWith(typed))
                        .thenComparingInt(name -> distance(typed, name)))
                .orElseThrow();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
