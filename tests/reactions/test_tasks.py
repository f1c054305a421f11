"""Longer work: one task a turn; what a killed worker left is done again."""

from datetime import UTC, datetime

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from benkan.reactions.tasks import failed_tasks, run_one, take_back_lost, waiting_tasks

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)


@task
def count_to(number: int) -> int:
    return sum(range(number + 1))


@task
def break_off() -> None:
    raise ValueError("broken off")


def test_a_task_runs_once_and_keeps_its_answer() -> None:
    result = count_to.enqueue(4)

    ran = [run_one(NOW), run_one(NOW)]

    result.refresh()
    assert ran == [1, 0]
    assert result.return_value == 10


def test_a_task_that_fails_is_kept_as_failed() -> None:
    break_off.enqueue()

    run_one(NOW)

    assert (failed_tasks(), waiting_tasks()) == (1, 0)


def test_a_task_of_a_killed_worker_runs_again() -> None:
    result = count_to.enqueue(4)
    DBTaskResult.objects.update(status="RUNNING", started_at=datetime(2026, 11, 3, 7, tzinfo=UTC))

    taken_back = take_back_lost(NOW)
    run_one(NOW)

    result.refresh()
    assert taken_back == 1
    assert result.return_value == 10
