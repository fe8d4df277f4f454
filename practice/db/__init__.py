"""What is kept: peewee and SQLCipher live here and nowhere else."""
