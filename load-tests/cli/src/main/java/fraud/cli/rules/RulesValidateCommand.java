package fraud.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fraud.cli.yaml.YamlFileException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud rules validate}: {@link RuleFile}, without a cluster. */
@Command(
        name = "validate",
        sortOptions = false,
        description = {
            "Checks files of rules.",
            "",
            "Says all that is wrong, a line each, with file, line, key, value and what is allowed. Exit code 2 if something is."
        })
public final class RulesValidateCommand implements Callable<Integer> {

    /** Exit code for a file that cannot be used. */
    static final int WRONG = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of rules, YAML.")
    private List<Path> files;

    @Option(names = "--json", description = "Print JSON on standard output instead of lines.")
    private boolean json;

    @Override
    public Integer call() {
        ArrayNode results = new ObjectMapper().createArrayNode();
        int exitCode = 0;
        for (Path file : files) {
            ObjectNode result = results.addObject().put("file", file.toString());
            ArrayNode problems = result.putArray("problems");
            try {
                RuleFile.read(file);
                say(file + ": valid");
            } catch (YamlFileException e) {
                exitCode = WRONG;
                e.problems().forEach(problems::add);
                if (!json) {
                    print(e, spec);
                }
            }
            result.put("valid", problems.isEmpty());
        }
        if (json) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(results.toPrettyString());
            out.flush();
        }
        return exitCode;
    }

    private void say(String line) {
        if (!json) {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        }
    }

    /** Prints all that is wrong with a file, a line each. */
    static void print(YamlFileException exception, CommandSpec spec) {
        PrintWriter err = spec.commandLine().getErr();
        exception.problems().forEach(problem -> err.println("error: " + problem));
        err.flush();
    }
}
