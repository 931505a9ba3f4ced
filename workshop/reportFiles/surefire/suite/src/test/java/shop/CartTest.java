package shop;

import static org.junit.Assert.assertEquals;

import org.junit.Ignore;
import org.junit.Test;

public class CartTest {
    private static int asked = 0;

    @Test
    public void addsAnItem() {}

    @Test
    public void paysTheTotal() {
        assertEquals("three is not four", 4, 3);
    }

    @Test
    public void readsThePrice() {
        throw new IllegalStateException("no <b>\"A & B\"</b> 🚀");
    }

    @Test(timeout = 200)
    public void waitsForTheBank() throws Exception {
        Thread.sleep(2000);
    }

    @Ignore("no gifts today")
    @Test
    public void sendsAGift() {}

    @Test
    public void asksAgain() {
        asked += 1;
        if (asked < 2) throw new IllegalStateException("busy");
    }
}
