Feature: Money that is the client's until it is earned

  Scenario: A deposit lies in trust until a stage is done
    Given a lawyer's practice where Imelda Corrant has agreed to four stages
    When I click "Imelda Corrant"
    And I press L
    And I press P
    And I fill in
      | What happened | Deposit into trust |
      | Amount        | 1,800.00           |
      | Reference     | Check 1042         |
    And I press Ctrl+Enter
    Then I see "Recorded: deposit into trust, $1,800.00"
    And I see "None of it earned"

    When I press L
    And I press P
    And I fill in
      | What happened | Earned money out of trust |
      | Amount        | 900.00                    |
    And I press Ctrl+Enter
    Then I see "Only 0.00 USD of the money in trust is earned."

    When I press Esc
    And I click "Say otherwise"
    And I fill in
      | Stages done   | 1                                      |
      | What shows it | Her list of assets, after our meeting. |
    And I press Ctrl+Enter
    Then I see "1 of 4 stages"
    When I click "Take $900.00 out of trust"
    And I press Ctrl+Enter
    Then I see "Recorded: earned money out of trust, $900.00"

    When I click "Deposit into trust, Nov 18"
    And I press Enter
    And I click "Take this entry back…"
    And I fill in
      | Why | The bank returned the check. |
    And I press Ctrl+Enter
    Then I see "Only 900.00 USD is in trust. Trust money can never go below zero."
    And the account holds two entries, and 900.00 in trust
    And everything holds together
