"""What changed, for whom, and who is listening?"""

import pytest

from holdspace.config.events.news import REMEMBERED, WAITING_AT_MOST, AuditRow, Feed, Listener, Message

LINDENHOF, ROOM_1, ROOM_2 = "clinic:lindenhof", "session:room-1", "session:room-2"


def row(sequence, session="", what="sessionevent", is_read=False):
    return AuditRow(sequence, is_read, what, "lindenhof", session, "")


def heard(listener):
    return [listener.waiting.get_nowait() for _ in range(listener.waiting.qsize())]


@pytest.fixture
def feed():
    return Feed(began_at=100.0)


@pytest.fixture
def listener(feed):
    listener = Listener((ROOM_1, LINDENHOF))
    feed.listeners.add(listener)
    return listener


class TestACommit:
    def test_is_told_on_each_channel_a_page_follows(self, feed, listener):
        feed.publish([row(1, "room-1")], at=101.0)
        assert heard(listener) == [Message(ROOM_1, 1, ("sessionevent",)), Message(LINDENHOF, 1, ("sessionevent",))]

    def test_in_another_room_is_not_told_as_news_of_this_one(self, feed, listener):
        feed.publish([row(1, "room-2")], at=101.0)
        assert [message.channel for message in heard(listener)] == [LINDENHOF]

    def test_of_many_rows_is_one_message_for_each_channel(self, feed, listener):
        feed.publish([row(n, what=what) for n, what in enumerate(["observation", "condition"] * 500, 1)], at=101.0)
        assert heard(listener) == [Message(LINDENHOF, 1000, ("condition", "observation"))]

    def test_that_only_looked_is_no_news(self, feed, listener):
        feed.publish([row(1, "room-1", is_read=True)], at=101.0)
        assert heard(listener) == []


class TestAPageThatWasAway:
    def test_hears_what_came_after_its_last_message(self, feed):
        for sequence in (1, 2, 3):
            feed.publish([row(sequence, "room-1")], at=100.0 + sequence)
        assert feed.missed((ROOM_1,), after=1, page_began=0) == [
            Message(ROOM_1, 2, ("sessionevent",)),
            Message(ROOM_1, 3, ("sessionevent",)),
        ]

    def test_hears_nothing_when_it_missed_nothing(self, feed):
        feed.publish([row(1, "room-1")], at=101.0)
        assert feed.missed((ROOM_1,), after=1, page_began=0) == []

    def test_hears_a_row_that_was_committed_late_under_an_older_number(self, feed):
        feed.publish([row(6, "room-1")], at=101.0)
        feed.publish([row(5, "room-1")], at=102.0)
        assert [message.cursor for message in feed.missed((ROOM_1,), after=6, page_began=0)] == [5]

    @pytest.mark.parametrize("forgotten", [0, 1, 999_999])
    def test_is_told_to_catch_up_when_nobody_knows_what_it_missed(self, feed, forgotten):
        for sequence in range(2, REMEMBERED + 4):
            feed.publish([row(sequence, "room-1")], at=101.0)
        assert feed.missed((ROOM_1, ROOM_2), after=forgotten, page_began=0) == [
            Message(ROOM_1, REMEMBERED + 3),
            Message(ROOM_2, REMEMBERED + 3),
        ]


class TestANewPage:
    @pytest.mark.parametrize(("seen_at", "told"), [(104.9, 0), (105.0, 1), (105.1, 1)])
    def test_hears_what_was_committed_while_it_was_being_made(self, feed, seen_at, told):
        feed.publish([row(1, "room-1")], at=seen_at)
        assert len(feed.missed((ROOM_1,), after=None, page_began=105.0)) == told

    @pytest.mark.parametrize(("began", "told"), [(99.9, 1), (100.0, 0)])
    def test_catches_up_when_it_began_before_the_watching_did(self, feed, began, told):
        assert len(feed.missed((ROOM_1,), after=None, page_began=began)) == told

    def test_catches_up_when_it_began_before_anything_still_remembered(self, feed):
        for sequence in range(REMEMBERED):
            feed.publish([row(sequence + 1, "room-2")], at=200.0)
        assert feed.missed((ROOM_1,), after=None, page_began=150.0) == [Message(ROOM_1, REMEMBERED)]


class TestABreakInTheWatching:
    def test_tells_every_listener_to_catch_up(self, feed, listener):
        feed.begin_again(at=110.0, newest=9)
        assert heard(listener) == [Message(ROOM_1, 9), Message(LINDENHOF, 9)]

    def test_forgets_what_it_can_no_longer_vouch_for(self, feed):
        feed.publish([row(1, "room-1")], at=101.0)
        feed.begin_again(at=110.0, newest=9)
        assert feed.missed((ROOM_1,), after=1, page_began=0) == [Message(ROOM_1, 9)]


class TestADatabaseOutOfSight:
    def test_lets_every_page_go(self, feed, listener):
        feed.begin_again(at=101.0, newest=0)
        feed.lose_sight()
        assert listener.let_go
        assert not feed.in_sight

    def test_is_in_sight_again_once_the_watching_begins_again(self, feed):
        feed.lose_sight()
        feed.begin_again(at=110.0, newest=9)
        assert feed.in_sight


class TestASlowPage:
    @pytest.mark.parametrize(("messages", "let_go"), [(WAITING_AT_MOST, False), (WAITING_AT_MOST + 1, True)])
    def test_is_let_go_when_it_falls_too_far_behind(self, feed, messages, let_go):
        slow = Listener((ROOM_1,))
        feed.listeners.add(slow)
        for sequence in range(messages):
            feed.publish([row(sequence + 1, "room-1")], at=101.0)
        assert slow.let_go is let_go
