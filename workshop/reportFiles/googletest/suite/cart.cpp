#include <gtest/gtest.h>
#include <stdexcept>

TEST(Cart, AddsAnItem) {}

TEST(Cart, PaysTheTotal) {
  EXPECT_EQ(3, 4) << "three is not four";
  EXPECT_TRUE(false);
}

TEST(Cart, ReadsThePrice) { throw std::runtime_error("no <b>\"A & B\"</b> 🚀"); }

TEST(Cart, SendsAGift) { GTEST_SKIP() << "no gifts today"; }

TEST(Cart, DISABLED_GivesADiscount) {}

class Prices : public testing::TestWithParam<int> {};

TEST_P(Prices, Costs) { EXPECT_LT(GetParam(), 3); }

INSTANTIATE_TEST_SUITE_P(All, Prices, testing::Values(1, 3));

class Stock : public testing::Test {
 protected:
  static void SetUpTestSuite() { FAIL() << "no stock"; }
};

TEST_F(Stock, IsCounted) {}
