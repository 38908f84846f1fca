package fraud.cli.audit;

import fraud.report.table.Table;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** What an audit has found, for people and for Prometheus. */
final class AuditText {

    private static final String PREFIX = "fraud_audit_";

    private final Audit audit;
    private final StringBuilder text = new StringBuilder();

    private AuditText(Audit audit) {
        this.audit = audit;
    }

    /** A row for each engine. */
    static String table(Audit audit) {
        Table table =
                new Table(List.of("engine", "answers", "alerts", "open", "lost", "wrong", "differing", "repeats"));
        for (int engine = 0; engine < audit.engines().size(); engine++) {
            AuditFigures of = audit.figures(engine);
            Table unused = table.row(List.of(
                    audit.engines().get(engine),
                    String.valueOf(of.answers()),
                    String.valueOf(of.alerts()),
                    String.valueOf(audit.open(engine)),
                    String.valueOf(of.lost()),
                    String.valueOf(of.wrong()),
                    String.valueOf(of.differing()),
                    String.valueOf(of.repeats())));
        }
        return table.toString();
    }

    /** In Prometheus' text format 0.0.4; docs/METRICS.md is the catalogue. */
    static String metrics(Audit audit) {
        AuditText metrics = new AuditText(audit);
        metrics.counter("answers_total", "Records of transactions that have their answer.", AuditFigures::answers);
        metrics.counter("alerts_total", "Alerts, each once.", AuditFigures::alerts);
        metrics.counter("wrong_total", "Outputs that must not be there, or not so.", AuditFigures::wrong);
        metrics.counter("differing_total", "Outputs that another engine has not, or not so.", AuditFigures::differing);
        metrics.counter("repeats_total", "Outputs that came again, as they were.", AuditFigures::repeats);
        metrics.family("lost", "gauge", "Records that were left unanswered while later ones were answered.");
        metrics.each(engine ->
                metrics.sample("lost", engine, "", audit.figures(engine).lost()));
        metrics.family("open", "gauge", "Records that have yet to be answered.");
        metrics.each(engine -> metrics.sample("open", engine, "", audit.open(engine)));
        metrics.family("answered_offset", "gauge", "Behind the greatest offset that is answered.");
        metrics.each(engine -> {
            List<Long> offsets = audit.answeredTo(engine);
            for (int partition = 0; partition < offsets.size(); partition++) {
                metrics.sample("answered_offset", engine, ",partition=\"" + partition + "\"", offsets.get(partition));
            }
        });
        return metrics.text.toString();
    }

    private void counter(String name, String help, ToLongFunction<AuditFigures> figure) {
        family(name, "counter", help);
        each(engine -> sample(name, engine, "", figure.applyAsLong(audit.figures(engine))));
    }

    private void each(IntConsumer sample) {
        IntStream.range(0, audit.engines().size()).forEach(sample);
    }

    private void family(String name, String type, String help) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    /** Names of engines are those of topics: nothing in them needs escapes. */
    private void sample(String name, int engine, String labels, long value) {
        text.append(PREFIX)
                .append(name)
                .append("{engine=\"")
                .append(audit.engines().get(engine))
                .append('"')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
