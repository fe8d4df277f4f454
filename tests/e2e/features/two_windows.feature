Feature: Two cannot write into one practice

  Scenario: A second one is told so, and follows at once when the first has died
    Given a practice that is open in a running program
    When I list its clients on the command line
    Then it is refused in one sentence with exit code 1: "open in another window"
    When the running program is killed
    And I list its clients on the command line
    Then the list says "Dorothea Lindqvist"
