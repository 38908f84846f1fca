package fraud.cli.detectors;

import fraud.cli.failure.OperationFailedException;
import fraud.cli.process.ChildProcess;
import fraud.cli.process.Patience;
import fraud.cli.process.ProcessSigns;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** The {@link Patience} with one detector that owes outputs, and what is said when it ends. Not thread-safe. */
public final class DetectorWatch {

    private final ChildProcess process;
    private final Patience patience;
    private final ProcessSigns signs;
    private final InputTaken taken;
    private final int partitions;

    /**
     * A watch over a detector.
     *
     * @param partitions of {@code transactions}
     * @param taken what it takes of the input
     */
    public DetectorWatch(ChildProcess process, int partitions, Patience patience, InputTaken taken) {
        this.process = process;
        this.patience = patience;
        this.signs = new ProcessSigns(process, patience);
        this.partitions = partitions;
        this.taken = taken;
    }

    /** The input has ended: nothing behind these offsets is progress. */
    public void inputEndsAt(Map<TopicPartition, Long> endOffsets) {
        taken.countUpTo(endOffsets);
    }

    /**
     * Looks at a detector that has records to answer. To be called in every loop that waits for it.
     *
     * @param outputs how many it has put out, completions left out
     * @param answers how many records it has answered
     * @param expected how many it is to answer
     * @throws OperationFailedException if it has shown no progress for too long, saying what is missing
     */
    public void requireAnswers(long outputs, long answers, long expected) {
        requireProgress(outputs, answers, expected, "");
    }

    /**
     * The same once the input has ended, when it owes completions, too.
     *
     * @param withoutCompletion partitions whose end it has not completed
     */
    public void requireEnd(long outputs, long answers, long expected, List<Integer> withoutCompletion) {
        requireProgress(
                outputs + partitions - withoutCompletion.size(),
                answers,
                expected,
                withoutCompletion.isEmpty()
                        ? ", all ends completed"
                        : ", no completion of partition "
                                + withoutCompletion.stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(", ")));
    }

    private void requireProgress(long results, long answers, long expected, String completions) {
        patience.results(results);
        signs.look();
        patience.taken(taken.total());
        if (patience.isOver()) {
            throw new OperationFailedException(process.name() + " is stuck: " + answers + " of " + expected
                    + " records answered" + completions + "; " + patience.describe() + " (log: " + process.log()
                    + "); raise --patience if it needs longer");
        }
    }

    /** To be called instead while it owes nothing. */
    public void owesNothing() {
        patience.owesNothing();
    }
}
