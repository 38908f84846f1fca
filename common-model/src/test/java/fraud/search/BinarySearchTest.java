package fraud.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinarySearchTest {

    @Test
    void findsTheFirstPositionWhereverItIs() {
        for (int size = 0; size < 9; size++) {
            for (int first = 3; first <= 3 + size; first++) {
                int place = first;
                assertThat(BinarySearch.first(3, 3 + size, position -> position >= place))
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void doesNotOverflow() {
        int place = Integer.MAX_VALUE - 2;

        assertThat(BinarySearch.first(Integer.MAX_VALUE - 5, Integer.MAX_VALUE, position -> position >= place))
                .isEqualTo(place);
    }
}
