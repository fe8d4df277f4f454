Feature: Names of every script, and names that look like something else

  Scenario: People are found by part of their name, and shown as they are written
    Given a lawyer's practice
    When I add the clients
      | <img src="file:///etc/passwd"> | <b>Bold</b>    |
      | سارة                           | الخوري         |
      | נועה                           | לוי            |
      | Thùy                           | Đặng           |
      | 美咲                           | 田中           |
    Then searching finds them
      | etc/pass | <img src="file:///etc/passwd"> <b>Bold</b> |
      | الخ      | سارة الخوري                                |
      | לוי      | נועה לוי                                   |
      | dang thu | Thùy Đặng                                  |
      | 田       | 田中美咲                                   |
    And every name on the screen is plain text
    And everything holds together

  Scenario: A letter for a name that no font has is stopped, and leads to the name
    Given a lawyer's practice with the clients
      | Misaki 美咲 | Tanaka | |
    When I find and do "letter for"
    And I write the letter
      | work    | Estate plan                  |
      | promise | Drafts of your trust and will |
      | limit   | Tax returns and tax advice   |
      | fee     | 3,600.00                     |
    Then I see "No font of the letter has 咲 美."
    When I issue the letter
    Then the letter is still a draft
    When I click "No font of the letter has"
    Then I see "About the client"
    When I press Ctrl+E
    And I press Ctrl+A
    And I type "Misaki"
    And I press Ctrl+3
    And I press Enter
    Then I do not see "No font of the letter has"
