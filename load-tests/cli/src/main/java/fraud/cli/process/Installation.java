package fraud.cli.process;

import fraud.cli.failure.OperationFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the build put the modules, each with a class path of its own: the engines and the broker want different
 * versions of the same libraries, so nothing puts two of them into one JVM.
 *
 * @param home the checkout's root
 * @param jvmOptions of every JVM with a module's class path, besides those that the module asks for
 */
public record Installation(Path home, List<String> jvmOptions) {

    /** System property with the checkout's root, set by the {@code fraud} script and by the build's tests. */
    public static final String HOME_PROPERTY = "fraud.home";

    /** Kafka and others make names of settings by the machine's language, which does not work in Turkish. */
    private static final List<String> LANGUAGE = List.of("-Duser.language=en", "-Duser.country=US");

    /** One whose JVMs get the modules' options alone. */
    public Installation(Path home) {
        this(home, List.of());
    }

    /**
     * The installation this JVM was started from.
     *
     * @throws OperationFailedException if the property {@value #HOME_PROPERTY} is not set
     */
    public static Installation current() {
        String home = System.getProperty(HOME_PROPERTY);
        if (home == null) {
            throw new OperationFailedException("start this through the script `fraud` at the root of the checkout");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    /**
     * The command that runs a class of a module in a JVM of its own.
     *
     * @param module the module's directory
     * @param moreJvmOptions options besides those of the module and the installation; they win
     * @throws OperationFailedException if the module is not built
     */
    public List<String> javaCommand(
            String module, List<String> moreJvmOptions, String mainClass, List<String> arguments) {
        Path target = home.resolve(module).resolve("target");
        Path classPath = target.resolve("local.classpath");
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(LANGUAGE);
        try {
            command.addAll(words(Files.readString(target.resolve("local.jvm-options"))));
            command.addAll(jvmOptions);
            command.addAll(moreJvmOptions);
            command.add("-cp");
            command.add(Files.readString(classPath).strip());
        } catch (IOException e) {
            throw new OperationFailedException(
                    module + " is not built (" + classPath
                            + " cannot be read): run `mvn -Dquick -DskipTests package` in " + home,
                    e);
        }
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /**
     * The version of a library that a module runs with, from the name of its jar, if the module is built and has it.
     */
    public Optional<String> version(String module, String artifact) {
        Pattern jar = Pattern.compile("(?:^|[/\\\\])" + Pattern.quote(artifact) + "-(\\d[^/\\\\]*)\\.jar$");
        try {
            String classPath =
                    Files.readString(home.resolve(module).resolve("target").resolve("local.classpath"));
            return Arrays.stream(classPath.strip().split(Pattern.quote(File.pathSeparator)))
                    .map(jar::matcher)
                    .filter(Matcher::find)
                    .map(match -> match.group(1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The command that runs a class of this JVM's own class path in another JVM. */
    public static List<String> javaCommandHere(List<String> jvmOptions, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(LANGUAGE);
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
