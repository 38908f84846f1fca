package fraud.lab.bench.profile;

import fraud.cli.failure.FileFailure;
import fraud.cli.failure.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;

/**
 * Stacks with the number of samples of each, as text in the usual form: {@code role;[thread];outermost;...;innermost
 * 17}. A frame ends with how its code ran ({@code _[j]} compiled, {@code _[i]} inlined, {@code _[0]} interpreted,
 * {@code _[1]} by the first compiler, {@code _[k]} in the kernel) or, of native code, with nothing.
 */
final class Stacks {

    /** Ending of a file of them. */
    static final String EXTENSION = ".collapsed";

    private static final Pattern KIND = Pattern.compile("_\\[[jik01]]$");

    private final Map<String, Long> samples = new TreeMap<>();

    /** Takes samples of a stack, its frames from the role inwards. */
    void add(List<String> frames, long count) {
        samples.merge(String.join(";", frames.stream().map(Stacks::frame).toList()), count, Long::sum);
    }

    /** Neither separators nor ends of lines. */
    private static String frame(String name) {
        return name.replace(';', ',').replaceAll("\\s", " ");
    }

    /** Takes all of a file. */
    void addAll(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                int space = line.lastIndexOf(' ');
                samples.merge(line.substring(0, space), Long.parseLong(line.substring(space + 1)), Long::sum);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + file + ": " + FileFailure.reason(file, e), e);
        }
    }

    /** Each stack, its frames from the role inwards and without how their code ran, with its samples. */
    void forEach(ObjLongConsumer<List<String>> taker) {
        samples.forEach((stack, count) -> taker.accept(
                Pattern.compile(";")
                        .splitAsStream(stack)
                        .map(frame -> KIND.matcher(frame).replaceAll(""))
                        .toList(),
                count));
    }

    /** All as text. */
    String text() {
        StringBuilder text = new StringBuilder();
        samples.forEach(
                (stack, count) -> text.append(stack).append(' ').append(count).append('\n'));
        return text.toString();
    }

    /** Writes a file of them; its directory is made if it is not there. */
    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + file + ": " + FileFailure.reason(file, e), e);
        }
    }
}
