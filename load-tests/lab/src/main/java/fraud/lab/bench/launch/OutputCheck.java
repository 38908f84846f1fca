package fraud.lab.bench.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import fraud.cli.detectors.Engine;
import fraud.cli.outputs.DetectorOutputs;
import fraud.cli.outputs.OutputComparison;
import fraud.cli.outputs.OutputRecorder;
import fraud.cli.progress.Progress;
import fraud.cli.reconcile.Reconciler;
import fraud.cli.reconcile.RunVerifier;
import fraud.cli.topics.InputRecords;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.TopicReader;
import fraud.cli.topics.Topics;
import fraud.config.DetectorParameters;
import fraud.lab.bench.loops.EchoMain;
import fraud.lab.bench.spec.SystemSpec;
import fraud.lab.bench.spec.WorkloadSpec;
import fraud.parse.SourceRecord;
import fraud.reference.ReferenceScoring;
import fraud.report.bench.LaunchResult;
import fraud.report.figures.Summary.EngineSummary;
import fraud.score.StartingModels;
import fraud.scoring.FeaturedTransactionCodec;
import fraud.sink.OutputKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.header.Header;

/**
 * Checks after a launch that nothing was lost or altered: a detector's outputs against the input and, where a workload
 * does not leave that out, the reference's, byte for byte; an echo's against their sources, and a scorer's against what
 * the reference says of each source.
 *
 * @param connection to the broker
 * @param admin the same
 * @param parameters of the contract
 * @param models that the detector started with
 * @param scratch directory of the run's data
 */
public record OutputCheck(
        KafkaConnection connection, Admin admin, DetectorParameters parameters, StartingModels models, Path scratch) {

    private static final int NAMED = 3;
    private static final String BY_SOURCE = "equal to the input";
    private static final String SO_FAR = LaunchResult.BY_REFERENCE + "; alerts by the input, which has not ended";

    /** What came of a check: what it held the outputs against, and what is wrong, in a few lines. */
    record Checked(String against, List<String> findings) {}

    /** Checks a system as a workload asks for it; one that does not complete in the one way that there is. */
    Checked check(SystemSpec system, WorkloadSpec.Check check) {
        if (system.input() == SystemSpec.Input.FEATURES) {
            ReferenceScoring reference = new ReferenceScoring(models);
            return new Checked(
                    LaunchResult.BY_REFERENCE,
                    bySource(
                            system.name(),
                            record -> reference
                                    .score(FeaturedTransactionCodec.read(record))
                                    .value()));
        }
        if (!system.completes()) {
            return new Checked(BY_SOURCE, bySource(system.name(), SourceRecord::value));
        }
        return switch (check) {
            case REFERENCE ->
                new Checked(LaunchResult.BY_REFERENCE, byReference(system.name(), OutputRecorder.RECORDED));
            case LOSSLESS -> new Checked(LaunchResult.BY_INPUT, byInput(system.name()));
        };
    }

    /**
     * Checks a detector whose input goes on: which alerts are still to come nobody knows, so that each is held against
     * the input alone.
     */
    Checked checkSoFar(String name) {
        List<OutputKind> compared = OutputRecorder.RECORDED.stream()
                .filter(kind -> kind != OutputKind.ALERT)
                .toList();
        return new Checked(SO_FAR, byReference(name, compared));
    }

    /** In some 150 bytes for each record, by {@code check: lossless}. */
    private List<String> byInput(String name) {
        Reconciler reconciler = new Reconciler(parameters, models);
        InputRecords.read(connection, admin, reconciler::input);
        try (DetectorOutputs outputs = new DetectorOutputs(
                connection, admin, name, parameters.partitions(), (output, record) -> reconciler.output(output))) {
            outputs.readToEnd();
        }
        return findings(reconciler.finish().summary(0));
    }

    private static List<String> findings(EngineSummary summary) {
        List<String> findings = new ArrayList<>();
        if (!summary.isClean()) {
            findings.add(summary.lost() + " lost, " + summary.wrong() + " wrong");
            findings.addAll(summary.findings().stream().limit(NAMED).toList());
        }
        // No process may fail in a launch, so that at-least-once has nothing to repeat either.
        if (summary.repeats() > 0) {
            findings.add(summary.repeats() + " repeated");
        }
        return findings;
    }

    /** Of a detector, of whose outputs some kinds must be the reference's. */
    private List<String> byReference(String name, List<OutputKind> compared) {
        Verdict verdict = verify(name, compared);
        List<String> findings = new ArrayList<>(findings(verdict.summary()));
        verdict.difference().ifPresent(findings::add);
        return findings;
    }

    /**
     * What a detector's outputs are.
     *
     * @param summary by the input: lost, wrong, repeated
     * @param difference the first thing, repeats apart, in which they are not the reference's
     */
    public record Verdict(EngineSummary summary, Optional<String> difference) {}

    /** Holds a detector's outputs against the input and, those of some kinds, against the reference's. */
    public Verdict verify(String name, List<OutputKind> compared) {
        Path out = scratch.resolve("outputs");
        EngineSummary summary;
        try (RunVerifier verifier = new RunVerifier(name, parameters, models, scratch)) {
            InputRecords.read(connection, admin, verifier::input);
            try (DetectorOutputs outputs = new DetectorOutputs(
                    connection, admin, name, parameters.partitions(), (output, record) -> verifier.output(output))) {
                outputs.readToEnd();
            }
            summary = verifier.finish(out, 0);
        }
        String reference = Engine.REFERENCE.wireName();
        try (RunVerifier verifier = new RunVerifier(reference, parameters, models, scratch)) {
            RunVerifier.runReference(connection, admin, parameters, models, verifier, Progress.ofStandardError());
            verifier.finish(out, 0);
        }
        OutputComparison comparison = OutputComparison.of(out, List.of(name, reference), compared);
        return new Verdict(
                summary, comparison.difference().map(difference -> "not equal to the reference: " + difference));
    }

    /** Of one output for each record, which names its source. */
    private List<String> bySource(String name, Function<SourceRecord, byte[]> expected) {
        EchoCheck check = new EchoCheck();
        InputRecords.read(
                connection,
                admin,
                Topics.TRANSACTIONS,
                record -> check.source(
                        record.origin().partition(), record.origin().offset(), expected.apply(record)));
        String topic = OutputKind.DECISION.topic(name);
        try (TopicReader reader = new TopicReader(connection, Topics.partitions(admin, topic))) {
            reader.readToEnd(record -> {
                Header source = record.headers().lastHeader(EchoMain.SOURCE_HEADER);
                check.output(source == null ? "" : new String(source.value(), US_ASCII), record.value());
            });
        }
        return check.findings();
    }
}
