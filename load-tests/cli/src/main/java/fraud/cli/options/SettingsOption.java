package fraud.cli.options;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The words behind {@code --set}: {@code KEY=VALUE}, no key twice. For an option that holds a map which can be changed.
 */
public final class SettingsOption implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // picocli's
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
        String[] pair = arguments.isEmpty() ? new String[0] : arguments.pop().split("=", 2);
        if (pair.length != 2 || pair[0].isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--set " + (pair.length == 0 ? "" : pair[0] + " ") + "has no value: give it as --set KEY=VALUE");
        }
        Map<String, String> settings = option.getValue();
        if (settings.putIfAbsent(pair[0], pair[1]) != null) {
            throw new ParameterException(command.commandLine(), "--set " + pair[0] + " is given twice: give it once");
        }
    }
}
