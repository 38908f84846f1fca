package fraud.cli.training;

import fraud.cli.input.InputFile;
import fraud.cli.input.PublicationClock;
import fraud.cli.input.lines.InputRecord;
import fraud.cli.topics.Topics;
import fraud.model.Label;
import fraud.model.Origin;
import fraud.parse.LabelCodec;
import fraud.parse.ParseResult;
import fraud.parse.SourceRecord;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Labels in the order and with the timestamps that a replay would publish them with, from rows of transactions or from
 * a file of their own. Of those that rows bring only the ones that are not published yet are in memory.
 */
final class LabelFeed implements AutoCloseable {

    /** Labels are judged before they have a partition. */
    private static final int ONE_PARTITION = 1;

    private final Optional<InputFile> file;
    private final PublicationClock clock;
    private final LabelCodec codec = new LabelCodec(ONE_PARTITION);
    private final Deque<PublishedLabel> waiting = new ArrayDeque<>();
    private long offset;
    private long rejected;

    /**
     * A feed.
     *
     * @param file the labels, unless rows bring them
     */
    LabelFeed(Optional<InputFile> file, PublicationClock clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Takes a label that a row brings; does nothing if there is a file of labels, which has the last word. */
    void ofRow(Label label) {
        if (file.isEmpty()) {
            long timestamp = clock.next(java.util.OptionalLong.of(InputRecord.labelPublishedAtMillis(label)));
            waiting.add(new PublishedLabel(label, origin(timestamp)));
        }
    }

    /** The next label, if it was published by then. */
    Optional<PublishedLabel> next(long throughMillis) {
        if (waiting.isEmpty() && file.isPresent()) {
            read(file.get());
        }
        PublishedLabel first = waiting.peek();
        if (first == null || first.origin().publishedAtMillis() > throughMillis) {
            return Optional.empty();
        }
        return Optional.of(waiting.remove());
    }

    private void read(InputFile labels) {
        for (Optional<InputRecord> next = labels.next(); next.isPresent(); next = labels.next()) {
            Origin origin = origin(clock.next(next.get().publishedAtMillis()));
            ParseResult parsed = codec.parse(
                    new SourceRecord(origin, next.get().key(), next.get().value()));
            switch (parsed.kind()) {
                case LABEL -> {
                    waiting.add(new PublishedLabel(parsed.label(), origin));
                    return;
                }
                case DEAD_LETTER -> rejected++;
                default -> {
                    // Only its timestamp counts.
                }
            }
        }
    }

    private Origin origin(long timestampMillis) {
        return new Origin(Topics.LABELS, 0, offset++, timestampMillis, Origin.UNKNOWN);
    }

    /** How many records of the file were no label. */
    long rejected() {
        return rejected;
    }

    @Override
    public void close() {
        file.ifPresent(InputFile::close);
    }
}
