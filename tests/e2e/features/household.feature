Feature: One letter for two people

  Scenario: A household of two gets one letter with two signature places
    Given a lawyer's practice with the clients
      | Anselm | Vogt-Hale | anselm@vogthale.example |
      | Petra  | Vogt-Hale |                         |
    When I click "Anselm Vogt-Hale"
    And I click "More for this client"
    And I click "Make a household with…"
    And I type "petra"
    And I press Enter
    Then I see "Anselm and Petra Vogt-Hale"

    When I find and do "letter for"
    And I write the letter
      | work    | Estate plan                            |
      | promise | Drafts of your trust and of both wills |
      | limit   | Tax returns and tax advice             |
      | fee     | 3,600.00                               |
    Then I see "Two clients, one matter"
    And I see "1 thing left"
    When I click what is left to do
    And I type "November 16, 2026"
    Then I see "Ready: 8 checks passed"
    When I issue the letter
    Then the letter's pages say "Anselm Vogt-Hale"
    And the letter's pages say "Petra Vogt-Hale"
    And the last page has a place to sign for "Anselm Vogt-Hale" and one for "Petra Vogt-Hale"
    And everything holds together
