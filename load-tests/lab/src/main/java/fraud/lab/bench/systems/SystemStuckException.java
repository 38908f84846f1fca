package fraud.lab.bench.systems;

import fraud.cli.failure.OperationFailedException;

/** A system shows no progress any more, and owes answers. */
public final class SystemStuckException extends OperationFailedException {

    private static final long serialVersionUID = 1L;

    public SystemStuckException(String message) {
        super(message);
    }
}
