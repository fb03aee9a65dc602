"""Which job may begin: one of each line at a time, the longest line first."""

from send_analysis.execution.queue import Queue


def test_each_line_has_one_job_under_way() -> None:
    queue = Queue([[0, 1], [2, 3]])
    assert [queue.take(), queue.take(), queue.take()] == [0, 2, None]


def test_the_next_of_a_line_may_begin_when_the_one_before_has_ended() -> None:
    queue = Queue([[0, 1], [2]])
    queue.take(), queue.take()
    queue.has_ended(2)
    assert queue.take() is None
    queue.has_ended(0)
    assert queue.take() == 1


def test_the_longest_line_begins_first_so_that_none_is_left_to_the_end() -> None:
    queue = Queue([[0], [1], [2, 3, 4]])
    assert queue.take() == 2
    queue.has_ended(2)
    assert queue.take() == 3


def test_lines_as_long_as_each_other_begin_in_the_order_given() -> None:
    queue = Queue([[3], [1], [2]])
    assert [queue.take() for _ in range(4)] == [1, 2, 3, None]


def test_nothing_begins_where_there_is_nothing() -> None:
    assert Queue([[], []]).take() is None
