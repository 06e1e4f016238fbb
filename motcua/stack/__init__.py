"""The running sandbox, from outside: start the services as a child process, wait until they are ready, steer, stop.

>>> from motcua.stack import Sandbox, Settings
>>> with Sandbox(Settings(port_base=0)) as sandbox:  # doctest: +SKIP
...     sandbox.urls["portal"]
'http://127.0.0.1:43567'

``sandbox`` start and stop · ``child`` one serving process · ``slots`` which data folder is free, which one runs ·
``worlds`` the slices of the world asked for · ``ready`` what a user of the sandbox needs to know · ``control`` the
control planes of all services · ``trouble`` what is said where something stands in the way.
"""

from motcua.chassis.settings import Settings
from motcua.stack.control import Control
from motcua.stack.ready import Ready
from motcua.stack.sandbox import Sandbox
from motcua.stack.slots import Running, running
from motcua.stack.trouble import Trouble

__all__ = ["Control", "Ready", "Running", "Sandbox", "Settings", "Trouble", "running"]
