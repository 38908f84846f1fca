package fraud.scenarios;

import fraud.config.DetectorParameters;
import fraud.topics.InputTopics;

/** An input topic of the detector, under its usual name. */
enum Topic {
    TRANSACTIONS(InputTopics.DEFAULT.transactions()),
    LABELS(InputTopics.DEFAULT.labels()),
    VERSIONS(InputTopics.DEFAULT.versions());

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    String topicName() {
        return topicName;
    }

    int partitions(DetectorParameters parameters) {
        return switch (this) {
            case TRANSACTIONS -> parameters.partitions();
            case LABELS -> parameters.labelPartitions();
            case VERSIONS -> 1;
        };
    }
}
