package fraud.parse;

import fraud.model.RejectReason;

/** The first check that failed. Carries no stack: it is a value on its way out, on hostile input a frequent one. */
final class Rejection extends Exception {

    private static final long serialVersionUID = 1L;

    private final RejectReason reason;
    private final String detail;

    Rejection(RejectReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.detail = null;
    }

    Rejection(RejectReason reason, Field field) {
        this(reason, field.wireName());
    }

    Rejection(RejectReason reason, String path) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.detail = path;
    }

    RejectReason reason() {
        return reason;
    }

    /** The field at fault, or null if it is no field's fault. */
    String detail() {
        return detail;
    }
}
