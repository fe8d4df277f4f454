Feature: The first hour with a new practice

  Scenario: A practice is made, set up by keyboard, locked, and unlocked with the recovery code
    Given an empty folder
    When I open the program
    And I type "four plain words here"
    And I press Enter
    And I type "four plain words her"
    And I press Enter
    Then I see "The two differ."
    When I type "e"
    And I press Enter
    Then I see "Your recovery code"
    When I write down the recovery code
    And I click "I have it on paper"
    Then I see "Press once more to go on."
    When I press Space
    Then I see "Welcome"
    And the recovery code is shown no more

    When I press Enter
    And I press Tab
    And I type "Halvard Estate Planning"
    And I press Tab
    And I type "Ines Halvard"
    And I press Tab
    And I type "Attorney at law"
    And I press Ctrl+N
    And I type "Zebedee"
    And I press Tab 2 times
    And I type "Quill"
    And I press Ctrl+L
    Then I see "Locked since"
    And nobody's name is on the screen
      | Zebedee |
      | Quill   |

    When I type "open sesame"
    And I press Enter
    Then I see "That passphrase does not open this practice."
    When I click "Use the recovery code"
    And I type the recovery code
    And I press Enter
    Then I see "You came in by the recovery code."
    When I press Ctrl+1
    Then I see "Zebedee Quill"
    And everything holds together
