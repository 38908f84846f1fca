package fraud.lab.bench;

import fraud.cli.process.Installation;
import fraud.cli.process.Workspace;
import fraud.config.ConfigException;
import fraud.config.DetectorParameters;
import fraud.lab.bench.deployed.TargetSpec;
import fraud.lab.bench.deployed.TargetTopics;
import fraud.lab.bench.launch.Launch;
import fraud.lab.bench.launch.TargetLaunch;
import fraud.lab.bench.launch.Warming;
import fraud.lab.bench.profile.Profiles;
import fraud.lab.bench.results.PlanSettings;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSeries;
import fraud.lab.bench.systems.Requirements;
import fraud.lab.bench.systems.Systems;
import fraud.lab.bench.warm.WarmDirectory;
import fraud.score.ModelRole;
import fraud.score.StartingModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a bench measures, and on what: systems that it starts, or a detector that others have deployed.
 *
 * @param systems at least one
 * @param settings of each, by name
 * @param models that they start with
 * @param jvmOptions of every JVM of every system; empty if they are not known
 * @param series the workloads
 * @param launcher launches one of them
 */
record BenchSubject(
        List<SystemSpec> systems,
        Map<String, Map<String, String>> settings,
        StartingModels models,
        List<String> jvmOptions,
        List<WorkloadSeries> series,
        Bench.Launcher launcher) {

    /** SHA-256 of the model that they start with, or {@code none}. */
    String model() {
        return models.model(ModelRole.CHAMPION).map(model -> model.sha256()).orElse("none");
    }

    /** The parameters of each workload, by name. */
    Map<String, Map<String, String>> workloadSettings() {
        Map<String, Map<String, String>> byName = PlanSettings.ofWorkloads(
                series.stream().flatMap(one -> one.workloads().stream()).toList());
        series.stream()
                .filter(WorkloadSeries::isOfFile)
                .forEach(one -> byName.get(one.name()).putAll(one.file().settings()));
        return byName;
    }

    /**
     * Systems that are started for each launch.
     *
     * @param kept where what they have caught up with once is kept
     * @param say told of what is done, line by line
     */
    static BenchSubject started(
            Installation installation,
            BenchChoice choice,
            StartingModels models,
            Duration patience,
            Optional<Profiles> profiles,
            Path kept,
            Consumer<String> say) {
        List<SystemSpec> systems = choice.systems();
        Requirements.require(installation, systems);
        Warming warming = new Warming(installation, kept, models, patience, say);
        warming.requireRoom(choice.series(), systems);
        return new BenchSubject(
                systems,
                choice.systemSettings(),
                models,
                Systems.JVM_OPTIONS,
                choice.series(),
                (workspaces, logs, of, system, number) -> {
                    try (WarmDirectory warm = warming.prepare(of, system, workspaces, logs)
                                    .orElse(null);
                            Workspace workspace = workspaces.apply(logs)) {
                        return new Launch(
                                        installation,
                                        workspace,
                                        logs,
                                        of.rotated(number - 1),
                                        system,
                                        number,
                                        models,
                                        patience,
                                        profiles,
                                        Optional.ofNullable(warm))
                                .run();
                    }
                });
    }

    /**
     * A detector that others have deployed.
     *
     * @param file that describes it
     * @throws ParameterException if the file is wrong, or a workload needs a system that the lab starts
     * @throws fraud.cli.failure.OperationFailedException if the detector's brokers or topics are not there
     */
    static BenchSubject deployed(Path file, List<WorkloadSeries> series, Duration patience, CommandSpec spec) {
        series.stream().filter(WorkloadSeries::isBacklog).findFirst().ifPresent(backlog -> {
            throw new ParameterException(
                    spec.commandLine(),
                    "--workload " + backlog.name() + ": a backlog is there before its system starts, and that of"
                            + " --target runs already; give live traffic, such as steady-300");
        });
        TargetSpec target;
        try {
            target = TargetSpec.read(file);
        } catch (ConfigException e) {
            throw new ParameterException(spec.commandLine(), "--target " + file + ": " + e.getMessage(), e);
        }
        DetectorParameters parameters = TargetTopics.parameters(target);
        return new BenchSubject(
                List.of(target.system()),
                Map.of(target.name(), target.described()),
                target.settings().models(),
                List.of(),
                series.stream()
                        .map(one -> new WorkloadSeries(
                                one.workloads().stream()
                                        .map(workload -> workload.onPartitions(parameters.partitions()))
                                        .toList(),
                                one.file()))
                        .toList(),
                (workspaces, logs, of, system, number) -> {
                    try (Workspace workspace = workspaces.apply(logs)) {
                        return new TargetLaunch(target, parameters, workspace, of.rotated(number - 1), number, patience)
                                .run();
                    }
                });
    }
}
