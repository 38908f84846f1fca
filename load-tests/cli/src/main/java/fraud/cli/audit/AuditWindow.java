package fraud.cli.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is known of the last offsets of one partition of {@code transactions}: what each record must get, and what each
 * engine has given. A ring of fixed size: an offset leaves it at the front once all engines are past it. Not
 * thread-safe.
 */
final class AuditWindow {

    /** What a record must get. */
    enum Due {
        NOTHING,
        ANSWER,
        DEAD_LETTER
    }

    /** What came of noting an answer. */
    enum Noted {
        /** The first that is right. */
        FIRST,
        /** The first, after the record had been given up. */
        AFTER_ALL,
        /** As one before. */
        REPEATED,
        /** Not as one before, or to a record that must get no such answer. */
        WRONG,
        /** Of a record that is no longer, or not to be, judged. */
        UNKNOWN
    }

    /** In place of a digest. */
    private static final long NONE = 0;

    private static final long LOST = 1;

    private final Due[] dues;
    private final long[] expected;
    private final long[][] digests;
    private final Progress[] progress;
    private long base;
    private long end;

    /** How far an engine is, and when it came there. */
    private static final class Progress {
        private final Deque<long[]> history = new ArrayDeque<>();
        private long answeredTo;
        private long judgedTo;
    }

    /**
     * A window that begins at an offset.
     *
     * @param size how many offsets it holds
     * @param engines how many there are
     */
    AuditWindow(int size, int engines, long from) {
        this.dues = new Due[size];
        this.expected = new long[size];
        this.digests = new long[engines][size];
        this.progress = new Progress[engines];
        for (int engine = 0; engine < engines; engine++) {
            progress[engine] = new Progress();
            progress[engine].answeredTo = from;
            progress[engine].judgedTo = from;
        }
        this.base = from;
        this.end = from;
    }

    /** Behind the last record that was noted. */
    long end() {
        return end;
    }

    /** Whether no further record can be noted before an engine has moved on. */
    boolean isFull() {
        makeRoom();
        return end - base >= dues.length;
    }

    private void makeRoom() {
        long judged = end;
        for (Progress of : progress) {
            judged = Math.min(judged, of.judgedTo);
        }
        // What is judged stays for as long as there is room, to tell repeats.
        long needed = end + 1 - dues.length;
        base = Math.max(base, Math.min(judged, needed));
    }

    /**
     * Notes a record; offsets rise from call to call, and what lies between them is no record.
     *
     * @param deadLetter digest of the dead letter that it must get, if it must
     */
    void input(long offset, Due due, long deadLetter) {
        while (end <= offset) {
            makeRoom();
            set(end, end == offset ? due : Due.NOTHING, end == offset ? deadLetter : NONE);
            end++;
        }
    }

    private void set(long offset, Due due, long deadLetter) {
        int index = index(offset);
        dues[index] = due;
        expected[index] = deadLetter;
        for (long[] ofEngine : digests) {
            ofEngine[index] = NONE;
        }
    }

    /**
     * Notes an answer of an engine.
     *
     * @param digest of its kind and value; neither 0 nor 1
     */
    Noted answer(int engine, long offset, boolean isDeadLetter, long digest) {
        if (offset < base || offset >= end) {
            return Noted.UNKNOWN;
        }
        int index = index(offset);
        Due due = dues[index];
        boolean fits = isDeadLetter ? due == Due.DEAD_LETTER && expected[index] == digest : due == Due.ANSWER;
        if (!fits) {
            return Noted.WRONG;
        }
        long before = digests[engine][index];
        if (before != NONE && before != LOST) {
            return before == digest ? Noted.REPEATED : Noted.WRONG;
        }
        digests[engine][index] = digest;
        progress[engine].answeredTo = Math.max(progress[engine].answeredTo, offset + 1);
        return before == LOST ? Noted.AFTER_ALL : Noted.FIRST;
    }

    /** Whether all engines have answered a record, and not all in the same way. */
    boolean differs(long offset) {
        int index = index(offset);
        long one = digests[0][index];
        boolean differs = false;
        for (long[] ofEngine : digests) {
            if (ofEngine[index] == NONE || ofEngine[index] == LOST) {
                return false;
            }
            differs |= ofEngine[index] != one;
        }
        return differs;
    }

    /**
     * Gives up the records that an engine has left unanswered though it had answered later ones some time ago.
     *
     * @param nowNanos now
     * @param graceNanos how long ago
     * @return how many they are
     */
    int giveUp(int engine, long nowNanos, long graceNanos) {
        Progress of = progress[engine];
        of.history.addLast(new long[] {nowNanos, of.answeredTo});
        long overtakenTo = of.judgedTo;
        while (!of.history.isEmpty() && nowNanos - of.history.peekFirst()[0] >= graceNanos) {
            overtakenTo = of.history.removeFirst()[1];
        }
        int lost = 0;
        for (long offset = Math.max(of.judgedTo, base); offset < overtakenTo; offset++) {
            int index = index(offset);
            if (!isSettled(engine, index)) {
                digests[engine][index] = LOST;
                lost++;
            }
        }
        of.judgedTo = Math.max(of.judgedTo, overtakenTo);
        while (of.judgedTo < end && isSettled(engine, index(of.judgedTo))) {
            of.judgedTo++;
        }
        return lost;
    }

    private boolean isSettled(int engine, int index) {
        return dues[index] == Due.NOTHING || digests[engine][index] != NONE;
    }

    /** Records that an engine has yet to answer. */
    long open(int engine) {
        long open = 0;
        for (long offset = Math.max(base, progress[engine].judgedTo); offset < end; offset++) {
            int index = index(offset);
            open += isSettled(engine, index) ? 0 : 1;
        }
        return open;
    }

    /** Up to where an engine has answered, as far as it is seen. */
    long answeredTo(int engine) {
        return progress[engine].answeredTo;
    }

    private int index(long offset) {
        return (int) (offset % dues.length);
    }
}
