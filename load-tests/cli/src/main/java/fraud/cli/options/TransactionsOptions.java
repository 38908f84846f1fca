package fraud.cli.options;

import fraud.cli.input.InputFormat;
import fraud.cli.input.InputSource;
import fraud.cli.input.mapping.PublicFormat;
import fraud.cli.input.mapping.TableMapping;
import fraud.cli.input.mapping.TokenKey;
import fraud.cli.input.table.Dialect;
import fraud.cli.input.table.RowFilter;
import fraud.cli.quality.LabelFile;
import fraud.cli.recording.RecordedInput;
import fraud.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which file of transactions a command reads, and how. */
public final class TransactionsOptions {

    /** The formats that a table can have. */
    enum TableFormat {
        CANONICAL,
        HANDBOOK,
        CREDITCARD,
        IEEE_CIS,
        PAYSIM,
        SPARKOV,
        TABFORMER;

        InputFormat format() {
            return this == HANDBOOK ? InputFormat.HANDBOOK : InputFormat.CANONICAL;
        }

        /** The public data set that it is, if it is one. */
        Optional<PublicFormat> ofPublicSet() {
            return Arrays.stream(PublicFormat.values())
                    .filter(set -> set.name().equals(name()))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "Transactions: .csv (a table with a header) or .jsonl (a record a line, sent as it is), or either with .gz;"
                            + " to replay, also a directory that replay or demo wrote: its topics are sent as they were.")
    private Path input;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Columns of a .csv: ${COMPLETION-CANDIDATES}; default canonical, the wire's field names. Of the public data sets, `fraud"
                            + " formats show FORMAT` says where they are and what is made of them.")
    private TableFormat format;

    @Option(
            names = "--map",
            paramLabel = "MAPPING",
            description = {
                "How the columns of a .csv of any other shape make transactions: field=expression,… or a file with one a line, such as"
                        + " amountMinor=amt*100,cardId=hash(cc_num),currency='USD'. See load-tests/README.md."
            })
    private String map;

    @Option(
            names = "--map-key",
            paramLabel = "FILE",
            description =
                    "The key of hash(…) in the mapping: a file of 16 bytes or more. The same key gives the same tokens.")
    private Path mapKey;

    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "Which rows of a .csv are taken, such as \"amt >= 0 and type != 'TEST'\"; how many are left out is told. May be"
                            + " repeated: all must hold, and the mapping's own.")
    private List<String> where = List.of();

    @Option(
            names = "--separator",
            paramLabel = "SIGN",
            description =
                    "What stands between the columns of a .csv: ',', ';', '|', tab or another sign; default: what its header has.")
    private String separator;

    @Option(
            names = "--decimal",
            paramLabel = "SIGN",
            description = "The decimal sign of numbers in a .csv, '.' or ','; default: '.'.")
    private String decimal;

    @Option(
            names = "--sort",
            description =
                    "Put the lines in the order of their times on the way (those of one time stay as they are), and those of a file of"
                            + " labels, too. For files of any size: what does not fit in memory goes to TMPDIR.")
    private boolean sort;

    /** Whether there is an input: a command may do without. */
    public boolean isGiven() {
        return input != null;
    }

    /** The input as a recording, if it is the directory of one. */
    public Optional<Path> recording() {
        return Optional.of(input).filter(RecordedInput::isIn);
    }

    /** Those options that say how to read a file and were given, by their names. */
    public List<String> givenForFiles() {
        Map<String, Boolean> options = new LinkedHashMap<>();
        options.put("--format", format != null);
        options.put("--map", map != null);
        options.put("--map-key", mapKey != null);
        options.put("--where", !where.isEmpty());
        options.put("--separator", separator != null);
        options.put("--decimal", decimal != null);
        options.put("--sort", sort);
        return options.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The file.
     *
     * @throws ParameterException if there is none
     */
    public Path file() {
        return requireFile("--input", input);
    }

    /**
     * How to read it, unless there is a mapping.
     *
     * @throws ParameterException if its name does not say what it is
     */
    private InputFormat inputFormat() {
        return InputFormat.of(input, format == null ? InputFormat.CANONICAL : format.format())
                .orElseThrow(() ->
                        wrong("--input " + input + ": its name must end with .csv, .csv.gz, .jsonl or .jsonl.gz"));
    }

    /**
     * How a table of another shape makes transactions.
     *
     * @throws ParameterException if the mapping is none, or the file no table
     */
    private Optional<TableMapping> mapping() {
        Optional<PublicFormat> set = Optional.ofNullable(format).flatMap(TableFormat::ofPublicSet);
        if (map == null && set.isEmpty()) {
            if (mapKey != null) {
                throw wrong("--map-key " + mapKey + ": is for hash(…) in --map, and there is none");
            }
            return Optional.empty();
        }
        if (map != null && format != null) {
            throw wrong("--map: says what the columns are, and so does --format " + format + ": give one of them"
                    + set.map(of -> "; `fraud formats show " + of + "` prints a mapping to start from")
                            .orElse(""));
        }
        try {
            Optional<TokenKey> key = Optional.ofNullable(mapKey).map(TokenKey::read);
            return Optional.of(set.isPresent() ? set.get().mapping(key) : TableMapping.parse(map, key));
        } catch (ConfigException e) {
            throw wrong(e.getMessage());
        }
    }

    /**
     * The file, and how it is to be read.
     *
     * @throws ParameterException naming the option that cannot be
     */
    public InputSource source() {
        InputFormat inputFormat = inputFormat();
        if (inputFormat == InputFormat.JSON_LINES) {
            requireNoTableOptions();
        }
        return new InputSource(file(), inputFormat, mapping(), dialect(), filter(), sort);
    }

    /** A file of records is sent as it is. */
    private void requireNoTableOptions() {
        List<String> forTables = new ArrayList<>(givenForFiles());
        forTables.remove("--sort");
        if (format == TableFormat.CANONICAL) {
            forTables.remove("--format");
        }
        if (!forTables.isEmpty()) {
            throw wrong(forTables.get(0)
                    + ": is for tables (.csv, .csv.gz); a .jsonl has the wire's fields, and is sent as it is");
        }
    }

    private Dialect dialect() {
        return new Dialect(
                stated(
                        separator,
                        Dialect::separator,
                        "--separator " + separator + ": must be one sign, such as ',', ';', '|' or tab"),
                stated(decimal, Dialect::numbers, "--decimal " + decimal + ": must be '.' or ','"));
    }

    private <T> Optional<T> stated(String text, Function<String, Optional<T>> read, String otherwise) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(read.apply(text).orElseThrow(() -> wrong(otherwise)));
    }

    private RowFilter filter() {
        try {
            return where.stream().map(TableMapping::where).reduce(RowFilter.ALL, RowFilter::and);
        } catch (ConfigException e) {
            throw wrong(e.getMessage());
        }
    }

    /**
     * A file of labels that an option names.
     *
     * @throws ParameterException if there is none, or its name does not say what it is
     */
    public Path requireLabels(Path labels) {
        requireFile("--labels", labels);
        if (!LabelFile.isNamedLikeOne(labels)) {
            throw wrong("--labels " + labels + ": its name must end with .csv, .csv.gz, .jsonl or .jsonl.gz");
        }
        return labels;
    }

    private Path requireFile(String option, Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw wrong(option + " " + file + ": there is no such file, or it cannot be read");
        }
        if (!Files.isRegularFile(file)) {
            throw wrong(option + " " + file + ": is no regular file: write what it brings to one");
        }
        return file;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
