package fraud.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DemoEvaluationTest {

    @Test
    void warnsOfAModelFarOverItsBudget() {
        assertThat(DemoEvaluation.overBudget(489.3, OptionalInt.of(60)))
                .contains(
                        "warning: the model raises 489 alarms a day, and its threshold was chosen for 60: it was trained on"
                                + " other cards, or does not know these yet");
        assertThat(DemoEvaluation.overBudget(120, OptionalInt.of(60))).isEmpty();
        assertThat(DemoEvaluation.overBudget(489.3, OptionalInt.empty())).isEmpty();
    }
}
