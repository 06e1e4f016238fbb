"""Stand-in for the electronic identification and authentication system (VNeID), plan rows II.2, II.3.

Answers: who signs in, at which authentication level (an OpenID Provider with its pages); the life of an account, from
registration to cancellation (Decree 69/2024/NĐ-CP). Misbehaves on demand.
Does not reproduce: biometrics, the app, the chip, the electronic căn cước itself, the envelope of VNeID's own clients.
"""
