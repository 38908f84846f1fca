package fraud.spark.features;

import fraud.model.Label;
import fraud.model.Origin;

/**
 * A valid label, alone: Spark generates code for each column that a row could have, so what goes to the merchants
 * carries none that a label never fills.
 *
 * @param label what it says
 * @param origin where it came from
 */
public record PublishedLabel(Label label, Origin origin) {}
