package fraud.parse;

/** The Java Kafka client's partition of a key (SEMANTICS 3.1 i). */
public final class Partitioner {

    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Partitioner() {}

    /** The partition, from 0 to {@code partitions} - 1. */
    public static int partition(byte[] key, int partitions) {
        return (murmur2(key) & 0x7fffffff) % partitions;
    }

    /** MurmurHash2, 32 bit, little endian, by Austin Appleby (public domain), with Kafka's seed. */
    private static int murmur2(byte[] data) {
        int length = data.length;
        int h = SEED ^ length;
        int whole = length / 4 * 4;
        for (int i = 0; i < whole; i += 4) {
            int k = (data[i] & 0xff)
                    | (data[i + 1] & 0xff) << 8
                    | (data[i + 2] & 0xff) << 16
                    | (data[i + 3] & 0xff) << 24;
            k *= M;
            k ^= k >>> R;
            k *= M;
            h *= M;
            h ^= k;
        }
        int rest = length - whole;
        if (rest >= 3) {
            h ^= (data[whole + 2] & 0xff) << 16;
        }
        if (rest >= 2) {
            h ^= (data[whole + 1] & 0xff) << 8;
        }
        if (rest >= 1) {
            h ^= data[whole] & 0xff;
            h *= M;
        }
        h ^= h >>> 13;
        h *= M;
        h ^= h >>> 15;
        return h;
    }
}
