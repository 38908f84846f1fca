package fraud.cli.yaml;

import java.util.List;

/** A file in YAML that cannot be used: everything that is wrong with it, a line each. */
public final class YamlFileException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Kept apart from the message, since each is shown on a line of its own. */
    private final transient List<String> problems;

    YamlFileException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One for several files, in the order of the files. */
    public static YamlFileException of(List<YamlFileException> exceptions) {
        return new YamlFileException(exceptions.stream()
                .flatMap(exception -> exception.problems().stream())
                .toList());
    }

    /** What is wrong, each with file, line, key, value and what is allowed, in the order of lines. */
    public List<String> problems() {
        return problems;
    }
}
