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

  Scenario: waits for the bank
    Then the bank answers

  Scenario: sends a gift
    Then a gift is sent

  Scenario: gives a discount
    Then a discount is given

  Scenario: has a step that nobody wrote
    Then nobody wrote this

  Scenario: has a step with two meanings
    Then it has two meanings

  Scenario Outline: costs
    Then it costs <price>

    Examples:
      | price |
      | 3     |
      | 5     |

  Scenario: shows <b>"A & B"</b> 🚀
    Then it shows markup

  @again
  Scenario: asks again
    Then the bank answers when asked again

  @again
  Scenario: gives up
    Then the bank is open

  @no-stock
  Scenario: has a hook that breaks
    Then it holds 1
