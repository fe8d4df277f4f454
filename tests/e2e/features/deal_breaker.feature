Feature: A deal-breaker is not waved through

  Scenario: A deal-breaker needs a typed reason and 24 hours
    Given a lawyer's practice with the clients
      | Gideon | Strand | gideon@strand.example |
    When I find and do "fit check for"
    And I answer "y y y y y y y y y", going down after each
    And I answer "4 4 4 0 0 4 4 4", going down after each
    And I click "None of these"
    And I click "Refuses to sign"
    And I press Y
    Then I see "A deal-breaker overrides the score"
    When I press Ctrl+Enter
    And I click "3"
    And I fill in
      | Ends well | 60 |
    And I click "Accept"
    And I fill in
      | Reason | He signs after all. |
    And I press Ctrl+Enter
    Then I see "24 hours after you wrote why"

    When I click "Ask to override"
    Then I see "Write why"
    When I fill in
      | Why the deal-breaker does not count here | He misread one line, and wants to sign now. |
    And I click "Ask to override"
    Then I see "It may be accepted from"
    Given 23 hours have passed
    When I press Ctrl+Enter
    Then I see "24 hours after you wrote why"
    And no letter was started
    Given 1 hours have passed
    When I press Ctrl+Enter
    Then I see "Letter for Gideon Strand"
    And everything holds together
