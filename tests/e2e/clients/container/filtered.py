"""filtered.py PROGRAM ...: runs a program as a container does that has no rights of its own.

System calls that Docker's default seccomp profile keeps from processes without CAP_SYS_ADMIN, as far as cxsam could want them:
namespaces and mounts are not permitted, and clone3, whose flags a filter cannot look at, is said not to be there. Numbers are
those of x86_64. Source: Docker, "Seccomp security profiles for Docker"; Linux, seccomp(2).
"""
import ctypes
import os
import struct
import sys

ALLOWED, REFUSED = 0x7FFF0000, 0x00050000  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with the error in its low bits
NOT_PERMITTED, NOT_THERE = REFUSED | 1, REFUSED | 38
LOAD, JUMP_IF_EQUAL, JUMP_IF_ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
NUMBER, FIRST_ARGUMENT = 0, 16  # where they lie in seccomp_data

CLONE, CLONE3 = 56, 435
MOUNTS = (155, 165, 166, 272, 308, 428, 429, 430, 431, 432, 442)  # pivot_root, mount, umount2, unshare, setns, open_tree, ...
NEW_NAMESPACES = 0x7E020000

rules = [(LOAD, 0, 0, NUMBER)]
for number in MOUNTS:
    rules += [(JUMP_IF_EQUAL, 0, 1, number), (RETURN, 0, 0, NOT_PERMITTED)]
rules += [(JUMP_IF_EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, NOT_THERE)]
rules += [(JUMP_IF_EQUAL, 0, 3, CLONE), (LOAD, 0, 0, FIRST_ARGUMENT)]
rules += [(JUMP_IF_ANY_BIT, 0, 1, NEW_NAMESPACES), (RETURN, 0, 0, NOT_PERMITTED), (RETURN, 0, 0, ALLOWED)]

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, FILTER = 38, 22, 2
libc = ctypes.CDLL(None, use_errno=True)
text = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(rules), ctypes.addressof(text)))
if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 or libc.prctl(PR_SET_SECCOMP, FILTER, program, 0, 0) != 0:
    sys.exit(f"no filter: {os.strerror(ctypes.get_errno())}")
os.execvp(sys.argv[1], sys.argv[1:])
