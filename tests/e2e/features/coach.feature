Feature: A coach's agreement

  Scenario: A package of sessions, with what comes back after each
    Given a coach's practice with the clients
      | Rosalind | Keane | rosalind@keane.example |
    When I find and do "letter for"
    And I write the letter
      | work    | Career change                                  |
      | promise | Four sessions of 60 minutes                    |
      | limit   | Therapy, and medical, legal or financial advice |
    And I fill in
      | Reckoned             | Package of sessions |
      | Price of the package | 1,200.00            |
      | Sessions             | 4                   |
      | Deposit              | 600.00              |
    Then I see "Ready: 8 checks passed"
    When I issue the letter
    Then the letter's pages say "$1,200.00"
    And the letter's pages say "each of them counts as $300.00"
    And the refund table says
      | before the first session | $0.00 | $1,200.00 |
      | after one session        | $300.00 | $900.00 |
      | after two sessions       | $600.00 | $600.00 |
      | after three sessions     | $900.00 | $300.00 |
    And everything holds together
