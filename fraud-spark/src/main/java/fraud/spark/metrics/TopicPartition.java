package fraud.spark.metrics;

import java.io.Serializable;

/** A partition of an input topic. */
record TopicPartition(String topic, int partition) implements Serializable {}
