Feature: Kept boundaries

  Scenario: Three contacts outside hours lead to a written reminder that cites the signed letter
    Given a lawyer's practice where Imelda Corrant has signed her letter
    When I click "Imelda Corrant"
    And I press L
    And I press B
    And I click "Hours"
    And I fill in
      | What happened | A call at 8:25 PM, four minutes, about the date of the signing. |
      | How it came   | Call                                                            |
    Then I see "item 2.10"
    And I see "Proposed 1: once, and no effect is told."
    When I record the entry
    Then I see "Boundary entry 1: time and contact"

    Given 216 hours have passed
    When I log another contact
      | What happened | An email at 7:10 PM with three questions. |
      | How it came   | Email                                     |
    Then I see "Proposed 2: the second like it in 90 days."
    When I record the entry
    Then I see "Mention it at the next contact"

    Given 216 hours have passed
    When I log another contact
      | What happened | A text message at 9:47 PM to my mobile. I did not answer. |
      | Exact words   | “Quick one, can you resend the schedule tonight?”          |
      | How it came   | Text message                                              |
    Then I see "3 contacts outside hours in 19 days"
    And I see "Your policy says: written reminder. Entries 1, 2 and this one."
    When I record the entry
    Then I see "Boundary reminder"
    And I see "Ready"
    When I issue the letter
    Then the letter's pages say "item 2.10"
    And the letter's pages say "Meetings, calls or messages outside Monday to Thursday, 9 am to 5 pm."
    And the letter's pages say "there were three contacts outside hours"
    And the letter came of the third entry, which nobody can change
    And everything holds together

  Scenario: A slip of our own at a party is logged, and no third party is named
    Given a lawyer's practice with the clients
      | Imelda | Corrant | imelda@corrant.example |
      | Ida    | Crane   |                        |
    When I click "Imelda Corrant"
    And I press L
    And I press B
    And I click "We crossed theirs"
    And I click "Channel"
    And I click "Confidentiality"
    Then I see "Neither confirm nor deny"
    And I see "Proposed 3: a confidence of the client’s; at least 3."
    When I fill in
      | What happened | At a party I told a story about a house in three names. Ida Crane laughed. |
    Then I see "Names of others stand here: Ida Crane."
    When I fill in
      | What happened | At a party I told a story about a house in three names. A guest laughed. |
    Then I do not see "Ida Crane"
    When I press Ctrl+Enter
    Then I see "Write what a listener could infer."
    When I fill in
      | What could a listener infer? | Who lives in that house, and that they plan a trust. |
    And I click "Somebody could tell who it is"
    Then I see "Proposed 4: a listener could tell who it is; at least 4."
    When I record the entry
    Then I see "Boundary entry 1: confidentiality"
    And the entry is on the track of own slips and names nobody else
    And somebody is to be talked to within two days
    And everything holds together
