Feature: What a client asks for is judged by the letter that both have signed

  Scenario: What is out of scope is answered with the letter's item, and offered for a price
    Given a lawyer's practice where Imelda Corrant has a signed letter
    When I find and do "log a request for imelda"
    And I type "Could you also do my tax return?"
    And I fill in
      | Subject | Tax return |
    And I click "2.8 Tax returns"
    Then I see "Suggested"
    When I click "Out of scope"
    Then I see "signed on November 18, 2026: item 2.8, “Tax returns and tax advice. Please ask your accountant”."

    When I fill in
      | What you would do | Your tax return for 2026 |
      | What it costs     | 450.00                   |
    And I click "Begin the change letter"
    Then I see "SC-2026-001"
    And the draft adds "2.11 Your tax return for 2026" and withdraws "2.8"
    And the draft says "$4,050.00"

    When I find and do "requests"
    And I click "Imelda Corrant"
    Then I see "a draft, not issued"
    When I press Ctrl+Enter
    Then I see "Answered today, email"
    And nothing of the answered request can be typed over
    And everything holds together

  Scenario: What no letter covers goes to the client, and what repeats becomes a limit of every new letter
    Given a lawyer's practice where Imelda Corrant has a signed letter
    When I find and do "log a request for imelda"
    And I type "Would you keep my originals?"
    And I fill in
      | Subject | Storing papers |
    And I click "Unclear"
    Then I see "Reasonable doubt goes to the client"
    And I see "that goes to you"
    When I press Ctrl+Enter
    And I find and do "log a request for imelda"
    And I type "And my mother’s papers?"
    And I fill in
      | Subject | Storing papers |
    And I click "Out of scope"
    Then I see "Asked 2 times by 1 client, and no item covers it: Storing papers"

    When I click "Write a limit for Storing papers"
    Then I see "Your usual limits"
    When I type " They are yours to keep."
    And I press Enter
    Then I see "New letters begin with this limit"
    When I find and do "letter for imelda"
    Then the new letter's first limit is "Storing papers. They are yours to keep."
    And everything holds together

  Scenario: A promise is delivered with what shows it, and what is overdue is seen at once
    Given a lawyer's practice where Imelda Corrant has a signed letter
    And 480 hours have passed
    When I press Ctrl+L
    And I unlock the practice again
    And I click "Imelda Corrant"
    Then I see "1 promise is overdue"
    And I see "Late, due Dec 3"
    When I click "Show promises"
    And I click "2.1, Was due Dec 3"
    And I click "Delivered"
    And I fill in
      | What shows it | She left with the list of her assets. |
    And I press Esc
    Then I see "Delivered today, 5 days late. She left with the list of her assets."
    And I do not see "Late, due"
    When I press Ctrl+Z
    And I press Ctrl+Z
    Then I see "Late, due Dec 3"
    And everything holds together
