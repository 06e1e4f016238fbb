"""What every service needs and none owns. A closed list of modules; a new one needs an ADR.

``settings`` the knobs · ``app`` assembly · ``gate`` what happens before a route · ``caller`` who asks, with which
licence · ``call`` one action in one transaction · ``lean`` the route of the commonest shape · ``upstream`` the systems
asked in turn · ``db``, ``sqlite``, ``postgres`` the database · ``audit`` the hash chain · ``problems`` refusals ·
``faults`` misbehaviour on demand · ``journal`` what was asked · ``clock`` the movable clock · ``control`` the plane
``/_sandbox`` · ``logs`` masked structured logs · ``describe`` what OpenAPI says beyond the routes · ``docs`` the
contract as a page, offline · ``site`` pages for people · ``slices`` reading the world.
"""
