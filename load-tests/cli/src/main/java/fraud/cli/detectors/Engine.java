package fraud.cli.detectors;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The detectors there are, in the order in which they are run. */
public enum Engine {
    FLINK,
    SPARK,
    /** Plain Java over the whole input, in the launcher's own JVM: the oracle. */
    REFERENCE;

    /** What topics, directories and reports call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What topics, directories and reports call some of them. */
    public static List<String> wireNames(List<Engine> engines) {
        return engines.stream().map(Engine::wireName).toList();
    }

    /** Those that are detectors in a process of their own. */
    public static List<Engine> processes() {
        return List.of(FLINK, SPARK);
    }

    /** All of them. */
    public static List<Engine> all() {
        return Arrays.asList(values());
    }
}
