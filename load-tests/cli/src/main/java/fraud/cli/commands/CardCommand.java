package fraud.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fraud.cli.Cli;
import fraud.cli.failure.OperationFailedException;
import fraud.cli.options.KafkaOptions;
import fraud.cli.text.Token;
import fraud.cli.topics.KafkaConnection;
import fraud.cli.topics.Topics;
import fraud.generator.publish.TopicCheck;
import fraud.kafka.KafkaFailure;
import fraud.model.CardControl;
import fraud.model.CardControl.Action;
import fraud.parse.Partitioner;
import fraud.parse.TransactionCodec;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fraud card}: publishes card controls (SEMANTICS 6). */
@Command(
        name = "card",
        sortOptions = false,
        description = {
            "Blocks or releases cards, or forgets their history.",
            "",
            "block: every later transaction of the card is declined, as CARD_BLOCKED. release: ends a block. forget: empties the card's"
                    + " history, and ends a block. It takes effect for what is published after it, in both detectors alike; the command ends"
                    + " once Kafka has it. Repeating it changes nothing."
        })
public final class CardCommand implements Cli.Subcommand {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "ACTION", description = "block, release or forget.")
    private Action action;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CARD", description = "Tokens of the cards.")
    private List<String> cards;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--create-time",
            description = "Also where the topic takes its publishers' timestamps: all of them must go by this clock.")
    private boolean createTime;

    @Option(names = "--json", description = "Print JSON on standard output instead of a line a card.")
    private boolean json;

    private record Sent(String cardId, Future<RecordMetadata> metadata) {}

    @Override
    public Integer call() {
        requireTokens();
        KafkaConnection connection = kafka.connection();
        String topic = kafka.topics().transactions();
        try (Admin admin = connection.admin();
                Producer<byte[], byte[]> producer = connection.producer()) {
            int partitions = Topics.partitions(admin, topic).size();
            TopicCheck check = Topics.unchanged(admin, List.of(topic));
            KafkaOptions.requireBrokersTime(admin, createTime, topic);
            List<Sent> sent = new ArrayList<>();
            for (String card : cards) {
                byte[] key = card.getBytes(StandardCharsets.UTF_8);
                byte[] value = TransactionCodec.toJson(new CardControl(action, card));
                sent.add(new Sent(
                        card,
                        producer.send(new ProducerRecord<>(
                                topic,
                                Partitioner.partition(key, partitions),
                                System.currentTimeMillis(),
                                key,
                                value))));
            }
            producer.flush();
            Topics.requireUnchanged(check.differenceNow());
            print(sent);
        }
        return 0;
    }

    /** All of them, before anything is sent; what is no token may be a card number, and is not repeated. */
    private void requireTokens() {
        for (int i = 0; i < cards.size(); i++) {
            int number = i + 1;
            Token.fault(cards.get(i)).ifPresent(fault -> {
                throw new ParameterException(
                        spec.commandLine(), "card " + number + " of " + cards.size() + " " + fault);
            });
        }
    }

    private void print(List<Sent> sent) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        PrintWriter out = spec.commandLine().getOut();
        for (Sent control : sent) {
            RecordMetadata metadata = await(control);
            if (json) {
                array.addObject()
                        .put("control", wireName())
                        .put("cardId", control.cardId())
                        .put("partition", metadata.partition())
                        .put("offset", metadata.offset());
            } else {
                out.println(wireName() + " " + control.cardId() + ": partition " + metadata.partition() + " offset "
                        + metadata.offset());
            }
        }
        if (json) {
            out.println(array);
        }
        out.flush();
    }

    private String wireName() {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private static RecordMetadata await(Sent control) {
        try {
            return control.metadata().get();
        } catch (ExecutionException e) {
            throw new OperationFailedException(
                    "card " + control.cardId() + ": Kafka does not take it: " + KafkaFailure.describe(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException("stopped", e);
        }
    }
}
