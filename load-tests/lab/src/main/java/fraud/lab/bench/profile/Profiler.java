package fraud.lab.bench.profile;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import one.profiler.AsyncProfiler;

/**
 * The options by which a JVM samples what its threads do while they use a CPU, native ones included, from its start to
 * its end: async-profiler as an agent. By timers, which need no permission of the kernel's, and not by its performance
 * events, so that all machines sample alike.
 */
public final class Profiler {

    private static final String INTERVAL = "10ms";

    private Profiler() {}

    /**
     * What async-profiler has for a platform.
     *
     * @param library a resource of its jar
     * @param event the timer: one for each thread where there is such a thing
     */
    private record Build(String library, String event) {}

    private static Optional<Build> build(String system, String processor) {
        boolean isArm = processor.equals("aarch64");
        if (system.startsWith("Mac")) {
            return Optional.of(new Build("macos/libasyncProfiler.so", "itimer"));
        }
        return system.equals("Linux") && (isArm || processor.equals("amd64"))
                ? Optional.of(new Build((isArm ? "linux-arm64" : "linux-x64") + "/libasyncProfiler.so", "ctimer"))
                : Optional.empty();
    }

    /**
     * Checks that a platform can be profiled.
     *
     * @param system as the property {@code os.name} has it
     * @param processor as {@code os.arch}
     * @throws OperationFailedException if async-profiler has no library for it
     */
    static void requirePlatform(String system, String processor) {
        if (build(system, processor).isEmpty()) {
            throw new OperationFailedException(String.format(
                    Locale.ROOT,
                    "--profile: async-profiler has no library for %s on %s, only for Linux (amd64, aarch64) and macOS",
                    system,
                    processor));
        }
    }

    /** The same of this one. */
    public static void requirePlatform() {
        requirePlatform(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /**
     * Options of a JVM.
     *
     * @param directory where the agent is unpacked, and where a JVM's samples go, as {@code PID.jfr}; it is made if it
     *     is not there
     */
    public static List<String> options(Path directory) {
        requirePlatform();
        Build build = build(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElseThrow();
        Path library = directory.resolve("libasyncProfiler.so");
        try {
            Files.createDirectories(directory);
            // Not again: a JVM may have mapped it already.
            if (!Files.exists(library)) {
                try (InputStream resource = AsyncProfiler.class.getClassLoader().getResourceAsStream(build.library())) {
                    if (resource == null) {
                        throw new OperationFailedException(
                                "async-profiler's jar on the class path has no " + build.library());
                    }
                    Files.copy(resource, library, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + library + ": " + FileFailure.reason(library, e), e);
        }
        // Silent on standard output, which scripts of the engines read.
        return List.of("-agentpath:" + library + "=start,event=" + build.event() + ",interval=" + INTERVAL
                + ",jfr,loglevel=warn,file=" + directory.resolve("%p.jfr"));
    }
}
