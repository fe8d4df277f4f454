Feature: What is fair to return is worked out from the records, and the floor holds

  Scenario: An attempt to pay less than has to go back is stopped
    Given a lawyer's practice where Corwin Ashby complained of late drafts
    When I find and do "work out a refund for corwin"
    Then I see "What is fair to return?"
    And I see "3 full weeks × 10% × $1,800.00; the most is 30%"
    And I see "Stages not started $900.00 + unspent costs $28.65 + late, money back $540.00 = $1,468.65"

    When I click "Pay a different amount"
    And I fill in
      | You pay | 900.00            |
      | Reason  | It was hard work. |
    Then I see "At least $1,468.65 goes back now."
    When I press Ctrl+Enter
    And I press Ctrl+Enter
    Then I see "This is less than has to go back"
    And nothing is decided

    When I click "Pay what the letter says"
    And I press Ctrl+Enter
    Then I see "Press again: record decision"
    When I press Ctrl+Enter
    Then I see "Decision recorded"
    And I see "a day to think"
    And $1,468.65 is decided, to go back as the letter says
    And everything holds together
