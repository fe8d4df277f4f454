"""The place of requests: what clients asked for, judged by the letter in force."""
