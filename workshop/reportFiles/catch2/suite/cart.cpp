#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <stdexcept>

TEST_CASE("adds an item") { CHECK(1 == 1); }

TEST_CASE("pays the total") { CHECK(3 == 4); }

TEST_CASE("reads the price") { throw std::runtime_error("no <b>\"A & B\"</b> 🚀"); }

TEST_CASE("should fail and does", "[!shouldfail]") { CHECK(false); }

TEST_CASE("costs") {
  SECTION("one") { CHECK(1 < 3); }
  SECTION("three") { CHECK(3 < 3); }
}
