package fraud.lab.bench;

import fraud.config.NearestName;
import fraud.lab.bench.results.PlanSettings;
import fraud.lab.bench.scoring.ScoringPair;
import fraud.lab.bench.spec.SpecFiles;
import fraud.lab.bench.spec.SweepSpec;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.report.bench.Swept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a command line chooses of the files in load-tests.
 *
 * @param series the workloads, each element those of one launch
 * @param systems each of them on all workloads
 * @param sweeps what is noted of the systems of a sweep, by their names
 */
record BenchChoice(List<WorkloadSeries> series, List<SystemSpec> systems, Map<String, Swept> sweeps) {

    private static final List<String> WORKLOADS = List.of("catch-up");
    private static final List<String> SYSTEMS = List.of("echo", "floor", "flink-heap", "spark-microbatch");

    /**
     * The names that were given.
     *
     * @param workloads null for those of the sweep, or else the default
     * @param systems the same; given beside a sweep they are measured, too
     * @param sweep null for none
     */
    record Names(List<String> workloads, List<String> systems, String sweep) {
        /**
         * As options of a command line.
         *
         * @param target what takes the place of systems
         */
        String options(Optional<Path> target) {
            String ofWorkloads = sweep == null || workloads != null ? join(workloads, WORKLOADS) : null;
            String ofSystems = target.isEmpty() && (sweep == null || systems != null) ? join(systems, SYSTEMS) : null;
            return Stream.of(
                            option("--sweep", sweep),
                            option("--workload", ofWorkloads),
                            option("--system", ofSystems),
                            option("--target", target.map(Path::toString).orElse(null)))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining());
        }

        private static Optional<String> option(String name, String value) {
            return Optional.ofNullable(value).map(given -> " " + name + " " + given);
        }

        private static String join(List<String> names, List<String> otherwise) {
            return String.join(",", names == null ? otherwise : names);
        }
    }

    /**
     * What names stand for.
     *
     * @param smoke whether workloads are to be small
     * @throws ParameterException naming what there is not
     */
    static BenchChoice of(CommandLine command, SpecFiles files, Names names, boolean smoke) {
        Chooser chooser = new Chooser(command);
        Map<String, SystemSpec> allSystems = files.systems();
        Optional<SweepSpec> sweep = Optional.ofNullable(names.sweep())
                .map(name ->
                        chooser.choose("sweep", List.of(name), files.sweeps()).get(0));
        List<String> workloads = names.workloads() != null
                ? names.workloads()
                : sweep.map(SweepSpec::workloads).orElse(WORKLOADS);
        List<String> systems = names.systems() != null ? names.systems() : sweep.isPresent() ? List.of() : SYSTEMS;
        List<WorkloadSeries> series = chooser.series(workloads, files.workloads(), smoke);
        List<SystemSpec> chosen = new ArrayList<>(chooser.choose("system", systems, allSystems));
        Map<String, Swept> noted = new LinkedHashMap<>();
        sweep.ifPresent(of -> of.variants(allSystems).forEach(variant -> {
            chosen.add(variant.system());
            noted.put(
                    variant.system().name(),
                    new Swept(of.name(), of.title(), variant.of().name(), variant.value()));
        }));
        ScoringPair.refusal(
                        series.stream().flatMap(one -> one.workloads().stream()).toList(), chosen)
                .ifPresent(why -> {
                    throw new ParameterException(command, why);
                });
        return new BenchChoice(series, chosen, noted);
    }

    /** The same with the file of its workloads, as {@link FileOptions#in} has it. */
    BenchChoice with(FileOptions file) {
        return new BenchChoice(file.in(series), systems, sweeps);
    }

    /** Finds what names stand for. */
    private record Chooser(CommandLine command) {

        List<WorkloadSeries> series(List<String> names, Map<String, WorkloadSpec> all, boolean smoke) {
            List<WorkloadSeries> series = new ArrayList<>();
            for (String joined : names) {
                List<String> parts = List.of(joined.split(Pattern.quote(WorkloadSeries.SEPARATOR), -1));
                try {
                    series.add(new WorkloadSeries(choose("workload", parts, all).stream()
                            .map(workload -> smoke ? workload.smoke() : workload)
                            .toList()));
                } catch (IllegalArgumentException e) {
                    throw new ParameterException(command, "--workload " + joined + ": " + e.getMessage(), e);
                }
            }
            return series.stream().distinct().toList();
        }

        <T> List<T> choose(String what, List<String> names, Map<String, T> all) {
            for (String name : names) {
                if (!all.containsKey(name)) {
                    throw new ParameterException(
                            command,
                            "--" + what + " " + name + ": there is no such " + what + "; "
                                    + NearestName.hint(name, all.keySet()));
                }
            }
            return names.stream().distinct().map(all::get).toList();
        }
    }

    /** The settings of each system, by name. */
    Map<String, Map<String, String>> systemSettings() {
        Map<String, Map<String, String>> byName = PlanSettings.ofSystems(systems);
        sweeps.forEach((name, swept) -> byName.get(name).putAll(swept.settings()));
        return byName;
    }
}
