Feature: Signing in the room

  Scenario: The client reads the letter on the computer and signs there
    Given a lawyer's practice where Imelda Corrant has an issued letter
    And I keep a copy of its pages
    When I press Ctrl+3
    And I click "Waiting for signature"
    And I click "Imelda Corrant"
    Then I see "Frozen as issued"
    When I click "Sign here…"
    Then I see "Please read the letter first"
    When I draw on "Signature of Imelda Corrant"
    And I click "Clear"
    And I draw on "Signature of Imelda Corrant"
    And I click "Sign"
    Then I see "With the signatures made here"
    And I see "drawn, today"
    And "Imelda Corrant" is kept as client
    And the signed copy says "Signed by Imelda Corrant"
    When I export the letter as signed.pdf
    Then signed.pdf begins with the copy, byte for byte
    When I click "As issued"
    And I export the letter as issued.pdf
    Then issued.pdf is the copy, byte for byte
    And everything holds together
