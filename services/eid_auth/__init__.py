"""Stand-in for the electronic identification and authentication system (VNeID), plan rows II.2, II.3. First part.

Answers: has this person an account, at which identification level, in which state (Decree 69/2024/NĐ-CP).
Does not do yet: logins. The OpenID Provider, registration and the life cycle of accounts come with the next issue.
Does not reproduce: biometrics, the app, the chip, the electronic căn cước itself.
"""
