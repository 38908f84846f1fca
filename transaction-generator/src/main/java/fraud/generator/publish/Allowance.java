package fraud.generator.publish;

/** How much of a history may be published; another thread may let it grow. */
public interface Allowance {

    /** The first index that has to wait or is left out; never less than before. */
    long endIndex();

    /** Whether it grows no more. */
    boolean isFinal();
}
