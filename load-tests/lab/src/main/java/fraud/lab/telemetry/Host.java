package fraud.lab.telemetry;

import fraud.cli.process.Installation;
import fraud.report.figures.RunReport.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.internals.AppInfoParser;

/**
 * What a run is made on, as far as the system tells. Read by hand, not by OSHI, which takes 0.4 s more at start, and
 * ends with an error where nothing may be executed in the temporary directory, out of which it loads native code.
 */
public final class Host {

    private static final String UNKNOWN = "unknown";
    private static final int GIT_SECONDS = 5;
    private static final long BYTES_PER_MIB = 1 << 20;
    private static final long KIB_PER_MIB = 1 << 10;

    private Host() {}

    public static Environment describe(Installation installation) {
        Map<String, String> software = new LinkedHashMap<>();
        software.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        software.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        software.put("Kafka", AppInfoParser.getVersion());
        software.put(
                "Flink",
                installation.version("fraud-flink", "flink-streaming-java").orElse(UNKNOWN));
        software.put(
                "Spark", installation.version("fraud-spark", "spark-core_2.13").orElse(UNKNOWN));
        Optional<String> commit = git(installation.home(), "rev-parse", "--short", "HEAD");
        boolean changed = git(installation.home(), "status", "--porcelain")
                .map(status -> !status.isEmpty())
                .orElse(false);
        return new Environment(
                commit.orElse(UNKNOWN),
                changed,
                processor(),
                Runtime.getRuntime().availableProcessors(),
                memoryMib(),
                software);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** Memory that a new process can have without swapping, MiB; nothing where the system does not tell. */
    public static OptionalLong availableMib() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / KIB_PER_MIB)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static long memoryMib() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / BYTES_PER_MIB
                : 0;
    }

    /**
     * What git says, or nothing if it is not there, takes too long, or this is no checkout of its own. Asked at each
     * run: what a build writes (git-commit-id) is wrong after a commit, for which nothing is built anew.
     */
    private static Optional<String> git(Path home, String... arguments) {
        if (!Files.exists(home.resolve(".git"))) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        try {
            Process git = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            git.getOutputStream().close();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0
                    ? Optional.of(said)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
