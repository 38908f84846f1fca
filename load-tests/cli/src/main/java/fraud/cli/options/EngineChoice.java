package fraud.cli.options;

import fraud.cli.detectors.Engine;
import java.util.List;
import java.util.Locale;

/** What {@code --engine} may say. */
public enum EngineChoice {
    FLINK,
    SPARK,
    REFERENCE,
    ALL;

    /** The detectors that are meant, in the order in which they are run. */
    public List<Engine> engines() {
        return this == ALL ? Engine.all() : List.of(Engine.valueOf(name()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
