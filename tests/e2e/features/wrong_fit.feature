Feature: A wrong fit ends well

  Scenario: A wrong fit after session one leaves with full refund, letter and referral
    Given a coach's practice where Imelda Corrant has paid and come to her first session
    When I find and do "end well corrant"
    Then I see "End well with Imelda Corrant"
    When I click "I find so"
    And I fill in
      | Why | She needs somebody who treats her sleep first. |
    And I click "That is it"
    And I click "Work out the refund"
    Then I see "$900.00"
    When I click "Pay what the letter says"
    And I press Ctrl+Enter
    And I press Ctrl+Enter
    Then I see "Think it over again"
    When I find and do "end well corrant"
    Then I see "$900.00 goes back; not issued yet"
    Given 24 hours have passed
    When I click "Decide it"
    And I click "Open the decision"
    And I fill in
      | Second pair of eyes, or your insurer | Marit Osei read it and agrees. |
    And I press Ctrl+Enter
    And I press Ctrl+Enter
    Then I see "Note the payment"
    When I find and do "end well corrant"
    And I fill in
      | Dates they have to keep | November 25, 2026: tell your employer about the leave |
      | Papers that go back     | Your sleep diary                                      |
    And I click "Write the letter"
    Then I see "From the end of the work, yesterday"
    When I fill in
      | Is anything finished? | No                                 |
      | How                   | by mail, together with this letter |
    And I issue the letter
    Then I see "Issued, not sent"
    And the letter's pages say "Of what you have paid, $900.00 is not earned."
    And the letter's pages say "That is all of it: I charge nothing where I find that I am not right for you."
    And the letter's pages say "November 25, 2026: tell your employer about the leave"
    And the letter's pages say "I return your papers by mail"
    When I press Ctrl+Enter
    And I click "From the end of the work"
    Then I see "DE-2026-001 is sent"
    And I see "an issued refund stays"

    When I name two people to ask
    And I fill in
      | What they need, as the letter says it | You told me that you have slept badly for months. |
    And I click "Write the referral letter"
    And I fill in
      | Do you receive anything for it? | No |
    And I issue the letter
    Then I see "Issued, not sent"
    And the letter's pages say "Odile Marchetti, (503) 555-0151"
    And the letter's pages say "Theo Lindgren, (503) 555-0164"
    And the letter's pages say "I receive nothing for giving you these names."
    When I press Ctrl+Enter
    And I click "From the end of the work"
    Then I see "RF-2026-001 is sent"

    When I click "Cancel 1 session"
    And I click "A red flag"
    And I fill in
      | What to look for next time | Has slept badly for months |
    And I click "Write it down"
    Then I see "stands in version 2 of the fit checklist"

    When I click "Decide it"
    And I click "Open the decision"
    And I fill in
      | How           | Bank transfer |
      | What shows it | Transfer 4711 |
    And I press Ctrl+Enter
    Then I see "Went back"
    And the ledger shows the refund of 900.00 and nothing is owed

    When I find and do "end well corrant"
    Then I see "$900.00 goes back; issued"
    And I see "A refund went beyond what was owed"
    When I click "No"
    And I click "End the work"
    Then I see "Ended with Imelda Corrant"
    And "Imelda Corrant" is kept as former
    And the next check asks for it
    And it did not end well, and no session is planned any more
    And everything holds together
