package fraud.cli.options;

import fraud.cli.quality.Protocol;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which days a command judges. */
public final class ScoreWindowOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--score-from",
            paramLabel = "DATE",
            description =
                    "With labels, count only transactions from this day on (UTC), such as 2018-08-08; needs --score-to.")
    private LocalDate scoreFrom;

    @Option(names = "--score-to", paramLabel = "DATE", description = "The last day that counts; needs --score-from.")
    private LocalDate scoreTo;

    @Option(
            names = "--train-from",
            paramLabel = "DATE",
            description = {
                "The first day of the model's training: leave out cards with a fraud from there to --train-to, and after that those with a"
                        + " fraud that was known on the eve, " + Protocol.DELAY_DAYS
                        + " days after it. As the Fraud Detection Handbook does."
            })
    private LocalDate trainFrom;

    @Option(names = "--train-to", paramLabel = "DATE", description = "The last day of the model's training.")
    private LocalDate trainTo;

    /**
     * The protocol, if one was asked for.
     *
     * @throws ParameterException if half of it is missing, or days are out of order
     */
    public Optional<Protocol> protocol() {
        requireBoth("--score-from", scoreFrom, "--score-to", scoreTo);
        requireBoth("--train-from", trainFrom, "--train-to", trainTo);
        if (scoreFrom == null) {
            if (trainFrom != null) {
                throw wrong("--train-from: needs --score-from and --score-to, the days that count");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new Protocol(
                    scoreFrom,
                    scoreTo,
                    Optional.ofNullable(trainFrom).map(from -> new Protocol.Training(from, trainTo))));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private void requireBoth(String one, LocalDate first, String other, LocalDate second) {
        if ((first == null) != (second == null)) {
            throw wrong((first == null ? one : other) + " is missing: " + one + " and " + other + " go together");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
