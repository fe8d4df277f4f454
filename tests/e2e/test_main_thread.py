from pytest_bdd import scenarios

scenarios("features/main_thread.feature")
