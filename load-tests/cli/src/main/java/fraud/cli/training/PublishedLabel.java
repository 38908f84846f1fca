package fraud.cli.training;

import fraud.model.Label;
import fraud.model.Origin;

/**
 * A label as it stands in its topic.
 *
 * @param label what it says
 * @param origin its place and timestamp
 */
public record PublishedLabel(Label label, Origin origin) {}
