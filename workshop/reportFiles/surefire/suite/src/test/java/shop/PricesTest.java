package shop;

import static org.junit.Assert.assertTrue;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class PricesTest {
    @Parameters(name = "price {0}")
    public static Object[] prices() {
        return new Object[] {1, 3};
    }

    @Parameter
    public int price;

    @Test
    public void costs() {
        assertTrue("too much", price < 3);
    }
}
