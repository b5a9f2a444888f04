#!/usr/bin/python3
"""Makes the deployment that every end-to-end test of one run of ctest begins with a copy of: its keys, lists and
stores, as they are before anything is started.

usage: made_once.py BIN-FOLDER FOLDER
"""
import pathlib
import sys

from stage import Deployment

deployment = Deployment(sys.argv[2], pathlib.Path(sys.argv[1]).resolve())
try:
    deployment.make()
finally:
    deployment.stop_all()  # nothing runs; its folder for sockets goes
