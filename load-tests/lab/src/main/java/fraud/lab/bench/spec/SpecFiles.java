package fraud.lab.bench.spec;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.yaml.YamlFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The workloads, systems and sweeps that there are: YAML files in the folders of {@code load-tests}. */
public final class SpecFiles {

    private static final String END = ".yaml";

    private final Path directory;

    /** Those below a directory. */
    public SpecFiles(Path directory) {
        this.directory = directory;
    }

    /** What makes a specification of a file. */
    private interface Reader<T> {
        T read(String name, Path file) throws YamlFileException;
    }

    /** All workloads by name. */
    public Map<String, WorkloadSpec> workloads() {
        return all("workloads", SpecReader::workload);
    }

    /** All systems by name. */
    public Map<String, SystemSpec> systems() {
        return all("systems", SpecReader::system);
    }

    /** All sweeps by name. */
    public Map<String, SweepSpec> sweeps() {
        Set<String> workloads = workloads().keySet();
        Set<String> systems = systems().keySet();
        return all("sweeps", (name, file) -> SweepReader.sweep(name, file, workloads, systems));
    }

    private <T> Map<String, T> all(String folder, Reader<T> reader) {
        Path of = directory.resolve(folder);
        Map<String, T> byName = new LinkedHashMap<>();
        List<YamlFileException> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.list(of)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(END)).sorted().toList()) {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - END.length());
                try {
                    byName.put(name, reader.read(name, file));
                } catch (YamlFileException e) {
                    wrong.add(e);
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + of + ": " + FileFailure.reason(of, e), e);
        }
        if (!wrong.isEmpty()) {
            throw new OperationFailedException(
                    String.join("; ", YamlFileException.of(wrong).problems()));
        }
        return byName;
    }
}
