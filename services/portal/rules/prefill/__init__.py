"""Prefill, pure: from a procedure and what the sources said to fields, papers and counts.

``answers`` the snapshot · ``wanted`` what may be asked · ``filling`` the fields · ``papers`` what stands for a paper.
"""
