Feature: From a prospect to a printed letter and a signed note

  Scenario: Import a phone's contacts, check fit, issue a letter, sign a note
    Given a lawyer's practice
    And the file contacts.vcf
      """
      BEGIN:VCARD
      VERSION:3.0
      N:Corrant;Imelda;;Ms.;
      FN:Ms. Imelda Corrant
      TEL;type=CELL:(503) 555-0161
      EMAIL:imelda@corrant.example
      ADR;type=HOME:;;208 Quarry Hill Road;Port Ellery;Oregon;97000;
      END:VCARD
      BEGIN:VCARD
      VERSION:3.0
      N:Ashby;Corwin;;;
      FN:Corwin Ashby
      TEL;type=CELL:(503) 555-0162
      END:VCARD
      """
    When I drop contacts.vcf on the window
    Then I see "Imelda Corrant, imelda@corrant.example, Add"
    When I press Ctrl+Enter
    Then I see "2 people added."
    When I press Enter
    And I click "Imelda Corrant"
    And I find and do "fit check for"
    Then I see "Is Imelda a right client?"

    When I answer "y y y y y y y y y", going down after each
    And I answer "4 4 3 0 0 4 4 4", going down after each
    And I click "None of these"
    Then I see "suggests accept."
    When I press Ctrl+Enter
    Then I see "Answers locked"
    When I press Space
    And I press Right 2 times
    And I fill in
      | Ends well | 85 |
    And I click "Accept"
    Then I see "Record and start the letter"
    When I press Ctrl+Enter
    Then I see "Letter for Imelda Corrant"

    When I type "Estate plan"
    And I click "What this letter covers"
    And I click "Add a promise"
    And I type "A discovery meeting of up to 90 minutes"
    And I press Enter
    And I click "Add a promise"
    And I type "Drafts of your trust and will"
    And I press Enter
    And I click "Add a limit"
    And I type "Tax returns and tax advice"
    And I press Enter
    And I click "Fees"
    And I fill in
      | Fixed fee | 3,600.00 |
      | Deposit   | 1,800.00 |
    Then I see "Ready: 8 checks passed"
    When I press Ctrl+Enter
    Then I see "Issue now"
    When I press Ctrl+Enter
    Then I see "Frozen as issued"
    And the letter's pages say "A discovery meeting of up to 90 minutes"
    And the letter's pages say "Tax returns and tax advice"
    And the letter's pages say "$3,600.00"

    When I fill in
      | How | by email |
    And I press Ctrl+Enter
    Then I see "Marked as sent"
    When I press Ctrl+Enter
    Then I see "Press again"
    When I press Ctrl+Enter
    Then I see "Marked as signed"
    And "Imelda Corrant" is kept as client

    When I press Ctrl+1
    And I press Ctrl+Shift+N
    And I type "Went through the draft will page by page."
    And I press Ctrl+Enter
    Then I see "Lock and sign now"
    When I press Ctrl+Enter
    Then I see "Signed and locked"
    And I see "Went through the draft will page by page."
    And everything holds together
