"""Lays out new topic folders and checks them."""

from commitscape.topics.check import check_topic
from commitscape.topics.faults import Fault
from commitscape.topics.new import new_topic

__all__ = ["Fault", "check_topic", "new_topic"]
