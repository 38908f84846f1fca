package fraud.flink;

import fraud.config.DetectorParameters;
import fraud.flink.config.FlinkSettings;
import fraud.flink.config.JobConfig;
import fraud.flink.sink.FraudStreams;
import fraud.parse.SourceRecord;
import fraud.ruleset.RuleSet;
import fraud.score.StartingModels;
import fraud.sequences.SequenceEvent;
import fraud.sink.OutputCodec;
import fraud.sink.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * One run of the production topology, with production settings, over a finite list of records.
 *
 * @param outputs all but the completions, as text (see {@link #text})
 * @param completions partitions whose completion was given out
 * @param skewViolations what the sequences rejected
 */
record TopologyRun(List<String> outputs, List<Integer> completions, List<SequenceEvent> skewViolations) {

    /** Runs to the end of the records, which are of all input topics. */
    static TopologyRun of(
            List<SourceRecord> records,
            DetectorParameters parameters,
            RuleSet rules,
            StartingModels models,
            int parallelism,
            Path checkpoints,
            ReadOrder order)
            throws Exception {
        return of(records, parameters, rules, models, parallelism, checkpoints, order, "hashmap");
    }

    /** The same on a backend of Flink's. */
    static TopologyRun of(
            List<SourceRecord> records,
            DetectorParameters parameters,
            RuleSet rules,
            StartingModels models,
            int parallelism,
            Path checkpoints,
            ReadOrder order,
            String stateBackend)
            throws Exception {
        JobConfig config = JobConfig.parse(
                "--bootstrap.servers",
                "none:1",
                "--checkpoint.dir",
                checkpoints.toString(),
                "--checkpoint.interval.millis",
                "50",
                "--state.backend",
                stateBackend,
                "--parallelism",
                String.valueOf(parallelism));
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.ofJob(config));
        environment.setParallelism(parallelism);
        Replay replay = Replay.of(records, parameters, order);
        FraudStreams streams = FraudTopology.build(
                replay.transactions(environment),
                replay.labels(environment),
                replay.rules(environment),
                parameters,
                rules,
                models,
                config.attempts());

        CollectingSink<String> outputs = new CollectingSink<>();
        collect(streams.decisions().map(decision -> text(OutputCodec.encode(decision))), outputs, "decisions");
        collect(streams.alerts().map(alert -> text(OutputCodec.encode(alert))), outputs, "alerts");
        collect(streams.deadLetters().map(letter -> text(OutputCodec.encode(letter))), outputs, "dead-letters");
        collect(streams.duplicates().map(duplicate -> text(OutputCodec.encode(duplicate))), outputs, "duplicates");
        collect(streams.late().map(late -> text(OutputCodec.encode(late))), outputs, "late");
        CollectingSink<Integer> completions = new CollectingSink<>();
        streams.completions().sinkTo(completions).uid("completions");
        CollectingSink<SequenceEvent> skewViolations = new CollectingSink<>();
        streams.skewViolations().sinkTo(skewViolations).uid("skew-violations");
        environment.execute();
        return new TopologyRun(outputs.collected(), completions.collected(), skewViolations.collected());
    }

    private static void collect(DataStream<String> outputs, CollectingSink<String> sink, String name) {
        outputs.getTransformation().setUid(name);
        outputs.sinkTo(sink).uid(name + "-sink");
    }

    /** Kind, key and value: what two detectors agree on. */
    static String text(OutputRecord output) {
        return output.kind() + " " + output.key() + " " + new String(output.value(), StandardCharsets.UTF_8);
    }
}
