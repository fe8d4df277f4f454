Feature: What was issued stays as it was issued

  Scenario: An issued letter is never edited, a new version supersedes it
    Given a lawyer's practice where Imelda Corrant has an issued letter
    And I keep a copy of its pages
    When I press Ctrl+3
    And I click "Waiting for signature"
    And I click "Imelda Corrant"
    Then I see "Frozen as issued"
    And nothing of the letter can be typed over
    When I export the letter as first.pdf
    Then first.pdf is the copy, byte for byte

    When I click "New version"
    And I click "Add a limit"
    And I type "Storing your signed originals"
    And I press Enter
    Then I see "Ready: 8 checks passed"
    When I issue the letter
    Then I see "version 2"
    And the letter's pages say "Storing your signed originals"
    And version 1 is superseded, and its pages are the copy, byte for byte
    When I export the letter as second.pdf
    And I export the letter as again.pdf
    Then second.pdf and again.pdf are the same, and are not the copy
    And everything holds together
