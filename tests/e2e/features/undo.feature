Feature: What was done can be taken back

  Scenario: An archived client comes back by the toast, and by Ctrl+Z
    Given a lawyer's practice with the clients
      | Corwin   | Ashby     | |
      | Dorothea | Lindqvist | |
    When I click "Dorothea Lindqvist"
    And I find and do "archive"
    Then I see "Archived Dorothea Lindqvist"
    And the list shows "Corwin Ashby"
    When I click "Undo"
    Then I see "Taken back"
    And the list shows "Corwin Ashby, Dorothea Lindqvist"
    When I click "Dorothea Lindqvist"
    And I find and do "archive"
    Then the list shows "Corwin Ashby"
    When I press Ctrl+Z
    Then the list shows "Corwin Ashby, Dorothea Lindqvist"
    When I press Ctrl+Shift+Z
    Then the list shows "Corwin Ashby"
    And everything holds together

  Scenario: An import is undone as one, and a second import adds nothing
    Given a lawyer's practice with the clients
      | Dorothea | Lindqvist | |
    And the file contacts.csv
      """
      First Name,Last Name,E-mail 1 - Value,Phone 1 - Value
      Imelda,Corrant,imelda@corrant.example,(503) 555-0161
      Corwin,Ashby,corwin@ashby.example,(503) 555-0162
      Nadia,Reyes-Holm,nadia@reyesholm.example,
      """
    When I import contacts.csv
    Then I see "3 people added."
    When I click "Undo"
    Then I see "The import is taken back"
    When I press Ctrl+1
    Then the list shows "Dorothea Lindqvist"

    When I import contacts.csv
    Then I see "3 people added."
    When I press Enter
    Then the list shows "Corwin Ashby, Imelda Corrant, Dorothea Lindqvist, Nadia Reyes-Holm"
    When I drop contacts.csv on the window
    Then I see "Skip 3"
    And the button "Import 0 contacts" cannot be pressed
    When I press Ctrl+1
    Then the list shows "Corwin Ashby, Imelda Corrant, Dorothea Lindqvist, Nadia Reyes-Holm"
    And everything holds together
