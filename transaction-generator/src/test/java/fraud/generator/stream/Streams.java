package fraud.generator.stream;

import fraud.generator.config.GeneratorConfig;
import fraud.generator.config.Parameter;

/** Streams that tests have in common. */
public final class Streams {

    static final long SEED = 42;

    private Streams() {}

    /** A good two days of the defaults. */
    public static GeneratorConfig days() {
        return GeneratorConfig.defaults();
    }

    /** The same with many faults and much fraud, so that there is enough of everything. */
    public static GeneratorConfig eventful() {
        return days().with(Parameter.FRAUD_SHARE, 0.05)
                .with(Parameter.LOOKALIKE_SHARE, 0.02)
                .with(Parameter.DUPLICATE_SHARE, 0.03)
                .with(Parameter.MALFORMED_SHARE, 0.05)
                .with(Parameter.LATE_SHARE, 0.01);
    }

    /** Everyday transactions only, published when they happen. */
    static GeneratorConfig uneventful() {
        return days().with(Parameter.FRAUD_SHARE, 0)
                .with(Parameter.LOOKALIKE_SHARE, 0)
                .with(Parameter.DUPLICATE_SHARE, 0)
                .with(Parameter.MALFORMED_SHARE, 0)
                .with(Parameter.LATE_SHARE, 0)
                .with(Parameter.DISORDER_MILLIS, 0);
    }
}
