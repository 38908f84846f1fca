package fraud.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checkout in which tests run, and what its build has left. */
public final class Checkout {

    private Checkout() {}

    /** The root, from a module at any depth. */
    public static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }

    /**
     * What is built in it. Its processes live for seconds: with one compiler they take little over half the CPU time.
     */
    public static Installation installation() {
        return new Installation(root(), List.of("-XX:TieredStopAtLevel=1"));
    }
}
