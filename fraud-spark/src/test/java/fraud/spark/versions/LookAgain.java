package fraud.spark.versions;

import java.util.Optional;
import java.util.function.Supplier;

/** No memory of verdicts, for tests whose models stay as they are. */
public record LookAgain() implements ModelVerdicts {

    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> of(long offset, Supplier<Optional<String>> look) {
        return look.get();
    }
}
