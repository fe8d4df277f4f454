Feature: What is typed survives

  Scenario Outline: Killed while typing a note, nothing older than one second is lost
    Given a running program in which a note is being typed
    When it is killed in the middle of the typing, after <letters> letters
    And the practice is opened again
    Then everything typed until one second before the kill is in the note
    And everything holds together

    Examples:
      | letters |
      | 100     |
      | 170     |
