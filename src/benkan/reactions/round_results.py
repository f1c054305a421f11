"""What those who took part in a round hear once it is public."""

from benkan.apps.assessments.events import RoundReleased
from benkan.apps.assessments.queries.result_sms import Promised, ResultMessage, result_message
from benkan.apps.commitments.queries.of_round import promised_after
from benkan.apps.journal.events import Occurrence
from benkan.apps.messaging.actions.awaiting import tell_result
from benkan.kit.refusals import NotFound


def tell_who_asked(occurrence: Occurrence[RoundReleased]) -> None:
    """Everybody who asked for it hears the result, once an edition; nobody where it was taken back
    meanwhile, or where too few people answered."""
    event = occurrence.event
    promised = Promised(*promised_after(event.round))

    def message() -> ResultMessage | None:
        return result_message(event.round, programme=occurrence.programme, promised=promised)

    try:
        first = message()
    except NotFound:
        return
    if first is None:
        return
    tell_result(
        subject=first.assessment,
        key=f"round_result:{event.round}:{event.edition}",
        words=lambda: (message() or first).text,
        moment=occurrence.moment,
    )
