package shop;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.assertTrue;

import org.testng.IRetryAnalyzer;
import org.testng.ITestResult;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class CartTest {
    private static int asked = 0;

    public static class Again implements IRetryAnalyzer {
        private int retries = 0;

        @Override
        public boolean retry(ITestResult result) {
            retries += 1;
            return retries <= 2;
        }
    }

    @Test(groups = "smoke")
    public void addsAnItem() {}

    @Test
    public void paysTheTotal() {
        assertEquals(3, 4, "three is not four");
    }

    @Test
    public void readsThePrice() {
        throw new IllegalStateException("no <b>\"A & B\"</b> 🚀");
    }

    @Test(timeOut = 200)
    public void waitsForTheBank() throws Exception {
        Thread.sleep(2000);
    }

    @Test
    public void sendsAGift() {
        throw new SkipException("no gifts today");
    }

    @Test(dependsOnMethods = "paysTheTotal")
    public void wrapsTheGift() {}

    @Test(retryAnalyzer = Again.class)
    public void asksAgain() {
        asked += 1;
        if (asked < 2) throw new IllegalStateException("busy");
    }

    @DataProvider
    public Object[][] prices() {
        return new Object[][] {{1}, {3}};
    }

    @Test(dataProvider = "prices")
    public void costs(int price) {
        assertTrue(price < 3, "too much");
    }
}
