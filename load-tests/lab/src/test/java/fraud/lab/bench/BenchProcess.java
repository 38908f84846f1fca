package fraud.lab.bench;

import fraud.cli.Cli;
import fraud.cli.process.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code fraud bench} in a JVM of its own, as users start it. */
final class BenchProcess {

    private BenchProcess() {}

    /**
     * Starts it.
     *
     * @param temporary directory for its own data
     * @param said file for what it says
     */
    static Process start(Path temporary, Path said, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(arguments);
        return new ProcessBuilder(Installation.javaCommandHere(
                        List.of("-D" + Installation.HOME_PROPERTY + "=" + root(), "-Djava.io.tmpdir=" + temporary),
                        Cli.class.getName(),
                        all))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private static Path root() {
        Path module = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(module.resolve(".mvn"))) {
            module = module.getParent();
        }
        return module;
    }
}
