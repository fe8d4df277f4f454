"""Run a program that may open no internet socket: `python -m tests.offline practice demo …`.

The kernel ends the process (SIGSYS) the moment it asks for one, whether Python or a library in C++ does.
"""

import ctypes
import platform
import runpy
import socket
import struct
import sys

SYSCALLS = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # audit's name of the machine, number of socket()
LOAD, JUMP_EQUAL, RETURN = 0x20, 0x15, 0x06  # classic BPF: load a word, compare, return
KILL, ALLOW = 0x80000000, 0x7FFF0000
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER_MODE = 38, 22, 2


def supported() -> bool:
    return sys.platform == "linux" and platform.machine() in SYSCALLS


def refuse_internet_sockets() -> None:
    """From here on, for this process and its children; cannot be taken back."""
    machine, number = SYSCALLS[platform.machine()]
    program = [
        (LOAD, 0, 0, MACHINE),
        (JUMP_EQUAL, 0, 5, machine),
        (LOAD, 0, 0, NUMBER),
        (JUMP_EQUAL, 0, 3, number),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (JUMP_EQUAL, 2, 0, socket.AF_INET),
        (JUMP_EQUAL, 1, 0, socket.AF_INET6),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    header = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for call in ((PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), (PR_SET_SECCOMP, FILTER_MODE, header, 0, 0)):
        if libc.prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


if __name__ == "__main__":
    sys.argv = sys.argv[1:]
    refuse_internet_sockets()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
