package fraud.cli.options;

import fraud.costs.Costs;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What mistakes cost, in the same words wherever a command asks. */
public final class CostsOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--costs",
            paramLabel = Costs.FORM,
            description =
                    "What mistakes cost: a missed fraud a share of its amount (80%%) or an amount in minor units (5000), a review and a good"
                            + " customer declined an amount in minor units. Default of a training: 100%%:500:2000, which it writes into"
                            + " the model; of all else: what the model says.")
    private String costs;

    /**
     * What was asked for, if anything was.
     *
     * @throws ParameterException if it says no costs
     */
    public Optional<Costs> costs() {
        return Optional.ofNullable(costs)
                .map(text -> Costs.parse(text)
                        .orElseThrow(() ->
                                new ParameterException(spec.commandLine(), "--costs " + text + ": " + Costs.RANGE)));
    }
}
