package fraud.generator.publish;

/** Time that passes only by resting. */
final class ManualPacer implements Pacer {
    private long nowMicros;
    Runnable atEachRest = () -> {};

    ManualPacer(long nowMicros) {
        this.nowMicros = nowMicros;
    }

    @Override
    public long nowMicros() {
        return nowMicros;
    }

    @Override
    public void rest(long micros) {
        nowMicros += micros;
        atEachRest.run();
    }
}
