package fraud.model;

/**
 * A record that could not be read (SEMANTICS 3).
 *
 * @param reason the first check that failed
 * @param detail the field it failed at, or null if it is no field's fault; never holds input
 * @param payload the masked value, cut to 2,048 UTF-16 units, or null if there was none
 * @param origin the source record, where the unmasked original stands
 */
public record DeadLetter(RejectReason reason, String detail, String payload, Origin origin) {

    /** Leaves the payload out: masked, it still is personal data. */
    @Override
    public String toString() {
        return "DeadLetter[" + reason + (detail == null ? "" : " " + detail) + " " + origin + "]";
    }
}
