Feature: Complaints judged by promise and delivery

  Scenario: A mismatch and a failure on the same client end differently, outside and inside
    Given a lawyer's practice where Corwin Ashby has a signed letter and drafts that came late
    When I click "Corwin Ashby"
    And I press L
    And I press C
    And I type "I expected my house to be in the trust by now. The drafts came three weeks late. I want my money back."
    And I fill in
      | How it came | Email |
    And I click "They ask for money"
    Then I see "The insurer comes first"
    And I see "A current client must still be told promptly of a material error"

    When I add the point
      | In short           | My house in the trust                                                        |
      | Their words for it | I expected my house to be in the trust by now.                               |
      | What we promised   | 2.7  not included, Moving your house or accounts into the trust. I give you… |
    Then I see "Say whether 2.7 says it clearly."
    When I click "Yes"
    Then I see "The record suggests: They want X, we provide Y."
    When I click "Done"
    And I press Y
    Then I see "Point to the promise that was not kept."
    When I press X
    Then I see "Nobody broke a promise."

    When I add the point
      | In short           | The drafts on time                 |
      | Their words for it | The drafts came three weeks late.  |
      | What we promised   | 2.2  Drafts of your trust and will |
    Then I see "21 days late"
    When I click "Done"
    And I press Y
    Then I see "Our failure. Say so first, put it right, and pay what the letter says."
    And I see "The record suggests: We promised Y, did not deliver."

    When I click "Draft the reply"
    Then I see "Tell your insurer before you apologise, admit anything or pay"
    When I click "2. Tell your insurer"
    And I click "Say sorry plainly"
    And I click "Find what broke"
    And I click "Draft the reply"
    Then I see "My answer to your complaint"
    When I finish the answer and issue it
    Then the letter's pages say "Point 2 was promised to you, and I did not keep it. I am sorry."
    And the letter's pages say "Point 1 goes beyond what we agreed on in 2.7 of our letter"
    And the letter's pages say "21 days late"
    And nothing from inside stands in the letter

    When the answer is sent
    Then the follow-ups of both paths are planned
    When I click what is kept of the complaint
      | What it came from                  | Nothing watched the due dates.        |
      | What is done otherwise from now on | A warning three days before each one. |
    Then the complaint is closed for good
    And everything holds together

  Scenario: A limit that the client had only after the work makes no mismatch
    Given a lawyer's practice where Corwin Ashby has a signed letter and drafts that came late
    When I find and do "log a complaint from corwin"
    And I type "You never told me that the house is not in it."
    And I add the point
      | In short         | The house                                                                    |
      | What we promised | 2.7  not included, Moving your house or accounts into the trust. I give you… |
    And I click "Yes"
    Then I see "The record suggests: They want X, we provide Y."
    When I fill in
      | Day of the work | Sep 1, 2026 |
    And I click "Done"
    Then I see "after the work of September 1, 2026"
    And I see "The record suggests: Our words left it open."
    When I press X
    Then I see "So the promise was unclear to them."
    And I do not see "Nobody broke a promise."
    When I click "Our words left it open"
    Then I see "Say it was unclear, and meet halfway."
    And everything holds together
