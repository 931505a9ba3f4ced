@shop
Feature: Cart

  Background:
    Given a cart

  @smoke
  Scenario: adds an item
    Then it holds 1

  Scenario: pays the total
    Then it costs 4

  Scenario: reads the price
    Then the price is read

  Scenario: sends a gift
    Then a gift is sent

  Scenario: has a step that nobody wrote
    Then nobody wrote this

  @skip
  Scenario: is left out
    Then it holds 1

  Scenario Outline: costs
    Then it costs <price>

    Examples:
      | price |
      | 3     |
      | 5     |

  Scenario: shows <b>"A & B"</b> 🚀
    Then it shows markup

  @no-stock
  Scenario: has a hook that breaks
    Then it holds 1
