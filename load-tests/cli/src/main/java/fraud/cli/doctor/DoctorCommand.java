package fraud.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fraud.cli.Cli;
import fraud.cli.options.KafkaOptions;
import fraud.cli.options.ParameterOptions;
import fraud.cli.topics.KafkaConnection;
import fraud.config.DetectorParameters;
import fraud.topics.InputTopics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fraud doctor}: {@link Diagnosis} of a running detector. */
@Command(
        name = "doctor",
        sortOptions = false,
        description = {
            "Says in plain words why a detector does not decide, or that it does.",
            "",
            "Looks at the topics alone: whether all are there and as they must be, which partition is quiet and what waits for it,"
                    + " whether heartbeats come, how far behind the detector is, which versions are not yet in force or were rejected,"
                    + " and whether most records are dead letters. Changes nothing. Exit code 1 if something needs somebody to act."
        })
public final class DoctorCommand implements Cli.Subcommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            required = true,
            description = "The detector, by the name in its topics, such as flink.")
    private String engine;

    @Mixin
    private ParameterOptions parameters;

    @Option(names = "--json", description = "Print JSON on standard output instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        KafkaConnection connection = kafka.connection();
        InputTopics topics = kafka.topics();
        DetectorParameters given = parameters.parameters(DetectorParameters.defaults(1));
        List<Finding> findings;
        try (Admin admin = connection.admin()) {
            Snapshot seen = new TopicsLook(connection, admin, topics, given.leadMillis()).snapshot(engine);
            findings = new Diagnosis(seen, given.leadMillis(), given.maxOutOfOrdernessMillis()).findings();
        }
        boolean isWell = findings.stream().noneMatch(Finding::needsAction);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(text(Map.of("well", isWell, "findings", findings)));
        } else {
            findings.forEach(finding -> out.println((finding.needsAction() ? "wrong: " : "note:  ") + finding.text()));
            out.println(isWell ? "nothing is wrong" : "see the lines that begin with \"wrong\"");
        }
        out.flush();
        return isWell ? 0 : 1;
    }

    private static String text(Object value) {
        try {
            return JSON.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("findings are made of strings", e);
        }
    }
}
