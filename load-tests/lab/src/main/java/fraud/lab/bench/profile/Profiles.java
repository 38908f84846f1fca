package fraud.lab.bench.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.lab.telemetry.RunClock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import one.convert.Arguments;
import one.convert.FlameGraph;

/**
 * The profiles of a bench, in a directory: the stacks of each launch as soon as it has ended, so that a bench that was
 * broken off has them, and of all launches of a system on a workload a flame graph and the shares of categories.
 */
public final class Profiles {

    /** Their directory's name, and that of the shares in it. */
    public static final String DIRECTORY = "profiles";

    private static final String SHARES = "shares.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final double PER_CENT = 100;

    private final Path directory;
    private final Categories categories = Categories.load();
    private final Map<List<String>, Stacks> bySystem = new LinkedHashMap<>();

    /**
     * Profiles of a bench.
     *
     * @param directory where they go; made if need be
     */
    public Profiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Keeps what the JVMs of a launch have recorded.
     *
     * @param recordings directory of the {@link Profiler}
     * @param roles of the processes
     * @param clock of the launch
     * @param isWanted of a moment in seconds on that clock: whether it is in a window
     */
    public void keep(
            String workload,
            String system,
            int launch,
            Path recordings,
            Map<Long, String> roles,
            RunClock clock,
            DoublePredicate isWanted) {
        Recordings.read(recordings, roles, clock, isWanted).write(file(workload, system, launch));
    }

    private Path file(String workload, String system, int launch) {
        return directory.resolve(workload + "." + system + "." + launch + Stacks.EXTENSION);
    }

    /** Adds a launch that was kept to what is to be written. */
    public void add(String workload, String system, int launch) {
        bySystem.computeIfAbsent(List.of(workload, system), any -> new Stacks()).addAll(file(workload, system, launch));
    }

    /**
     * Writes a flame graph for each system on each workload, and the shares.
     *
     * @return the shares as a table for each workload
     */
    public String write() {
        List<Shares> shares = new ArrayList<>();
        bySystem.forEach((name, stacks) -> {
            shares.add(Shares.of(name.get(0), name.get(1), stacks, categories));
            writeGraph(name.get(1) + " on " + name.get(0), stacks, directory.resolve(String.join(".", name) + ".html"));
        });
        Path file = directory.resolve(SHARES);
        try {
            JSON.writeValue(file.toFile(), shares);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
        return table(shares);
    }

    private static void writeGraph(String title, Stacks stacks, Path file) {
        Arguments arguments = new Arguments();
        arguments.title = "CPU samples of " + title;
        // The roles at the top, where a page begins.
        arguments.inverted = true;
        FlameGraph graph = new FlameGraph(arguments);
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            graph.parseCollapsed(new StringReader(stacks.text()));
            graph.dump(out);
            if (out.checkError()) {
                throw new OperationFailedException("cannot write " + file);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    private String table(List<Shares> shares) {
        Map<String, List<Shares>> byWorkload = new LinkedHashMap<>();
        shares.forEach(one -> byWorkload
                .computeIfAbsent(one.workload(), any -> new ArrayList<>())
                .add(one));
        StringBuilder table = new StringBuilder();
        byWorkload.forEach((workload, columns) -> {
            table.append(String.format("%n%-16s", "% of samples, " + workload));
            columns.forEach(column -> table.append(cell(column.system())));
            table.append(System.lineSeparator());
            for (String category : categories.names()) {
                table.append(String.format("%-16s", category));
                columns.forEach(column -> table.append(cell(
                        String.format(Locale.ROOT, "%.1f", column.categories().get(category) * PER_CENT))));
                table.append(System.lineSeparator());
            }
            table.append(String.format("%-16s", "samples"));
            columns.forEach(column -> table.append(cell(String.format(Locale.ROOT, "%,d", column.samples()))));
            table.append(System.lineSeparator());
        });
        return table.toString();
    }

    private static String cell(String text) {
        return String.format(" %18s", text);
    }
}
