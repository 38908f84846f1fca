package fraud.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fraud.report.bench.BenchJson;
import fraud.report.bench.SampleBench;
import fraud.report.bench.summary.BenchReport;
import fraud.report.figures.SampleReport;
import java.io.IOException;
import java.lang.Runtime.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the scripts of the pages pass ESLint and TypeScript's checks. Method: {@code npm ci && npm test} in this
 * module, as {@code package.json} there says. Where Node or npm is missing or old, or the packages cannot be had, the
 * test is skipped and says why: the build needs none of them.
 */
@Tag("engine")
class ScriptsTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    /** What ESLint needs. */
    private static final Version LEAST_NODE = Version.parse("18.18");

    private static final int PATIENCE_MINUTES = 5;
    /** What npm says where it is the files of this module that are wrong, not the network. */
    private static final Pattern OUR_FAULT = Pattern.compile("npm (?:ERR!|error) code (?:EUSAGE|EJSONPARSE)");

    @TempDir
    private Path directory;

    private Path npm;

    @BeforeEach
    void installTools() throws IOException, InterruptedException {
        Optional<Path> found = Chromium.executable("npm");
        require(found.isPresent() && Chromium.executable("node").isPresent(), "Node and npm are not both installed");
        require(nodeVersion().compareTo(LEAST_NODE) >= 0, "Node is older than " + LEAST_NODE);
        npm = found.get();
        install();
    }

    @Test
    void passTheLinterAndTheTypeChecker() throws IOException, InterruptedException {
        Ended test = run(npm.toString(), "test", "--silent");

        assertThat(test.exit()).as(test.output()).isZero();
    }

    @Test
    void knowEveryFieldOfAReport() throws IOException, InterruptedException {
        requireTypes("run-report.d.ts", "RunReport", SampleReport.full().toJson());
    }

    @Test
    void knowEveryFieldOfABench() throws IOException, InterruptedException {
        requireTypes(
                "bench.d.ts",
                "BenchReport",
                BenchJson.compact(BenchReport.of(SampleBench.small().thinned(2))));
    }

    /** Figures are of a type that the scripts are checked with: none is missing there, and none has another name. */
    private void requireTypes(String types, String type, String json) throws IOException, InterruptedException {
        Path sample = directory.resolve("sample.ts");
        Files.writeString(sample, "const report: " + type + " = " + json);

        Ended check = run(
                MODULE.resolve("node_modules/.bin/tsc").toString(),
                "--noEmit",
                "--strict",
                "types/" + types,
                sample.toString());

        assertThat(check.exit()).as(check.output()).isZero();
    }

    private Version nodeVersion() throws IOException, InterruptedException {
        return Version.parse(run("node", "--version").output().strip().substring(1));
    }

    /** Once for each lock file. */
    private void install() throws IOException, InterruptedException {
        Path lock = MODULE.resolve("package-lock.json");
        Path installed = MODULE.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) {
            return;
        }
        Ended install = run(
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-progress",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000");
        assertThat(install.output()).doesNotContainPattern(OUR_FAULT);
        require(install.exit() == 0, "npm cannot install the packages: " + install.output());
    }

    private static void require(boolean isThere, String ifNot) {
        if (!isThere) {
            System.out.println("ScriptsTest is skipped: " + ifNot);
        }
        assumeTrue(isThere, ifNot);
    }

    private Ended run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(MODULE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private record Ended(int exit, String output) {}
}
