package fraud.lab.bench;

import fraud.cli.input.InputSource;
import fraud.cli.options.TransactionsOptions;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.workload.StretchedTime;
import fraud.lab.workload.file.FileTraffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The file whose rows a workload of kind {@code file} sends, and how quickly. */
final class FileOptions {

    private static final String INPUT = "--input";
    private static final String SPEED = "--speed";
    private static final String PLAIN = "[A-Za-z0-9_./:=,+-]+";

    /** Takes the duty from {@code --input} that it has elsewhere. */
    static final class InputIsOptional implements IModelTransformer {
        @Override
        public CommandSpec transform(CommandSpec command) {
            OptionSpec input = command.findOption(INPUT);
            command.remove(input);
            return command.addOption(OptionSpec.builder(input).required(false).build());
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private TransactionsOptions transactions;

    @Option(
            names = SPEED,
            paramLabel = "N",
            description =
                    "How many seconds of the input's own time pass in one, for a workload of kind file: 0.001 to 10,000,000; default 1.")
    private Double speed;

    /**
     * Workloads with the file that is theirs, once it has been read as far as it is to be sent.
     *
     * @throws ParameterException if an option is missing, in vain, or out of range
     * @throws fraud.cli.failure.OperationFailedException if the file cannot be read, or is over too early
     */
    List<WorkloadSeries> in(List<WorkloadSeries> all) {
        List<WorkloadSeries> ofFile =
                all.stream().filter(WorkloadSeries::isOfFile).toList();
        if (!transactions.isGiven()) {
            if (!ofFile.isEmpty()) {
                throw wrong("--workload " + ofFile.get(0).name() + ": needs " + INPUT + " FILE, whose rows it sends");
            }
            given().stream().findFirst().ifPresent(option -> {
                throw wrong(option + ": is for " + INPUT + " FILE, which is not there");
            });
            return all;
        }
        if (ofFile.isEmpty()) {
            throw wrong(INPUT + ": is for a workload of kind file, such as --workload file");
        }
        double times = speed == null ? 1 : speed;
        if (!(times >= FileTraffic.LEAST_SPEED && times <= FileTraffic.MOST_SPEED)) {
            throw wrong(String.format(
                    Locale.ROOT,
                    "%s %s: must be from %s to %,.0f",
                    SPEED,
                    times,
                    FileTraffic.LEAST_SPEED,
                    FileTraffic.MOST_SPEED));
        }
        InputSource source = transactions.source();
        return all.stream()
                .map(series -> series.isOfFile()
                        ? series.with(FileTraffic.of(
                                source,
                                times,
                                series.liveSeconds(),
                                StretchedTime.parameters(
                                        series.workloads().get(0).stream().partitions())))
                        : series)
                .toList();
    }

    private List<String> given() {
        List<String> given = new ArrayList<>(transactions.givenForFiles());
        if (speed != null) {
            given.add(SPEED);
        }
        return given;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** These options as they were given, for a command line that does the same again. */
    String arguments() {
        return spec.options().stream()
                .filter(option -> option.names()[0].equals(INPUT) || given().contains(option.names()[0]))
                .flatMap(option -> option.originalStringValues().stream()
                        .map(value -> " " + option.names()[0] + (option.arity().max() == 0 ? "" : " " + quoted(value))))
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return value.matches(PLAIN) ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
