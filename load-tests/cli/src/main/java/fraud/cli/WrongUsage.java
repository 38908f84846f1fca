package fraud.cli;

import fraud.cli.text.Token;
import fraud.config.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What is wrong with a command line, in one line that says what is allowed, or what may have been meant. */
final class WrongUsage {

    /** What Java says of a file's name that the locale has no letters for. */
    static final String UNMAPPABLE = "unmappable characters";

    static final String NOT_ASCII =
            "this locale has no letters for it: set LC_ALL to one with UTF-8 (LC_ALL=C.UTF-8), or name it in ASCII";

    private WrongUsage() {}

    /**
     * A command that is not there, looked for before picocli parses anything: it takes one beside {@code --help} for
     * help that was asked for. The first word that is neither an option nor an option's value is a command.
     */
    static Optional<ParameterException> unknownCommand(CommandLine root, String... arguments) {
        CommandLine command = root;
        boolean isValue = false;
        for (String argument : arguments) {
            if (command.getSubcommands().isEmpty()) {
                return Optional.empty();
            }
            if (isValue || argument.startsWith("-")) {
                isValue = !isValue && takesValue(command, argument);
                continue;
            }
            CommandLine below = command.getSubcommands().get(argument);
            if (below == null) {
                return Optional.of(new ParameterException(
                        command,
                        "there is no command " + command.getCommandSpec().qualifiedName() + " " + Token.masked(argument)
                                + ": "
                                + NearestName.hint(
                                        argument, command.getSubcommands().keySet())));
            }
            command = below;
        }
        return Optional.empty();
    }

    private static boolean takesValue(CommandLine command, String option) {
        OptionSpec spec = command.getCommandSpec().findOption(option);
        return spec != null && spec.arity().min() > 0;
    }

    /** What picocli found, in our words. */
    static String message(ParameterException exception) {
        // A mistyped option that is required is missing, too: the mistake is reported, not what follows from it.
        List<String> unmatched = exception.getCommandLine().getUnmatchedArguments();
        if (!unmatched.isEmpty()) {
            return unmatched(exception.getCommandLine(), unmatched);
        }
        if (exception.getArgSpec() != null && exception.getValue() != null) {
            String allowed = allowed(exception.getArgSpec(), exception.getValue(), exception.getMessage());
            if (!allowed.isEmpty()) {
                return name(exception.getArgSpec()) + " " + Token.masked(exception.getValue()) + ": " + allowed;
            }
        }
        return exception.getMessage().replaceFirst("^Error: ", "");
    }

    private static String unmatched(CommandLine command, List<String> unmatched) {
        Optional<String> option = unmatched.stream()
                .filter(argument -> argument.startsWith("-") && argument.length() > 1)
                .findFirst();
        if (option.isEmpty()) {
            return Token.masked(unmatched.get(0)) + ": nothing is expected here";
        }
        // Without its value, which may be a password.
        String name = option.get().replaceFirst("=.*", "");
        List<String> known = command.getCommandSpec().options().stream()
                .filter(spec -> !spec.hidden())
                .map(OptionSpec::longestName)
                .toList();
        return "there is no option " + Token.masked(name)
                + NearestName.near(name, known)
                        .map(near -> ": did you mean " + near + "?")
                        .orElse("");
    }

    private static String name(ArgSpec argument) {
        return argument.isOption() ? ((OptionSpec) argument).longestName() : argument.paramLabel();
    }

    private static String allowed(ArgSpec argument, String value, String message) {
        Class<?> type = argument.auxiliaryTypes()[0];
        if (argument.completionCandidates() != null) {
            List<String> names = StreamSupport.stream(
                            argument.completionCandidates().spliterator(), false)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            return "must be one of " + String.join(", ", names)
                    + NearestName.near(value, names)
                            .map(near -> ": did you mean " + near + "?")
                            .orElse("");
        }
        if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return value.matches("-?[0-9]+") ? "is too large a number" : "must be a whole number";
        }
        if (type == LocalDate.class) {
            return "must be a date like 2018-08-08";
        }
        if (type == Duration.class) {
            // The converter's own words, behind picocli's "Invalid value for option '--x': ".
            return message.replaceFirst("^.*?(?=must be )", "");
        }
        if (type == Path.class) {
            return message.contains(UNMAPPABLE) ? NOT_ASCII : "";
        }
        return type == double.class || type == Double.class ? "must be a number" : "";
    }
}
