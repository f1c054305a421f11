from django.db import models
from django.db.models import Q

from benkan.apps.messaging.rules.outbox import State
from benkan.kit.models import Row


class Contact(Row):
    """Somebody who can be reached in one programme. The only place where a number is kept, sealed
    with a key of the contact's own: erasing the key erases the contact."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    # HMAC of the number under the programme's key, so that two programmes cannot join their files;
    # `number_key` says which key, so that it can be changed.
    number_digest = models.CharField(max_length=64)
    number_key = models.PositiveSmallIntegerField()
    sealed_number = models.BinaryField()
    language = models.CharField(max_length=8, default="fr")
    # When she chose it herself, by a key: until then it is only assumed, and USSD and voice ask.
    language_chosen_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField()
    # A name or a short code, as operators write under: kept to be read by staff, never answered.
    is_service = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number_digest"], name="contact_number_is_kept_once"
            )
        ]


class ContactKey(models.Model):
    """The key of a contact, wrapped by a master key, in a table of its own: a backup leaves this table
    out of its copy of the database and carries it beside, where an erased contact can be struck out.
    The row is there as long as the contact is not erased."""

    contact = models.OneToOneField(Contact, models.CASCADE, primary_key=True, related_name="key")
    # Which master key wraps it: said in the box too, here so that a change of keys finds the rest.
    master = models.PositiveSmallIntegerField(db_index=True)
    wrapped = models.BinaryField()


class KeptLonger(Row):
    """That a contact is not let go of when her time is over, for a purpose that somebody wrote down."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=300)
    until = models.DateField()
    decided_by = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["contact", "until"], name="kept_longer_by_contact")]


class Consent(Row):
    """That a contact agreed to be written to for a purpose, and when that ended."""

    class Purpose(models.TextChoices):
        ANSWER = "answer"
        COMMUNE_NEWS = "commune_news"
        SURVEY = "survey"
        REMINDER = "reminder"
        RESULT = "result"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    how = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_is_given_once",
            )
        ]


class Subscription(Row):
    """That a contact hears what is new in a commune. Who they are is known here and nowhere else."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    place = models.ForeignKey("registry.Place", models.PROTECT, related_name="+")
    how = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    # What was published until then was told; and when to look again.
    told_until = models.DateTimeField()
    look_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "place"],
                condition=Q(ended_at=None),
                name="subscription_is_open_once",
            )
        ]
        indexes = [
            models.Index(fields=["look_at"], name="subscription_due", condition=Q(ended_at=None)),
            models.Index(
                fields=["place"], name="subscription_by_place", condition=Q(ended_at=None)
            ),
        ]


class CommuneAsked(Row):
    """That we asked a contact which commune she means; `place` is the one that we named."""

    contact = models.OneToOneField(Contact, models.CASCADE, related_name="+")
    place = models.ForeignKey("registry.Place", models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()


class Awaited(Row):
    """That a contact who took part in something asked to hear what comes of it. `subject`: an id that
    another chapter knows; who waits for it is known here and nowhere else."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    subject = models.UUIDField()
    how = models.CharField(max_length=20)
    begun_at = models.DateTimeField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "subject"],
                condition=Q(ended_at=None),
                name="result_is_awaited_once",
            )
        ]
        indexes = [
            models.Index(fields=["subject"], name="awaited_by_subject", condition=Q(ended_at=None))
        ]


class Gateway(Row):
    """A way in and out: which contract it speaks, and its secrets, sealed."""

    class Contract(models.TextChoices):
        HTTP = "http"
        KANNEL = "kannel"
        ANDROID = "android"
        USSD = "ussd"
        VOICE = "voice"
        SIMULATOR = "simulator"

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    contract = models.CharField(max_length=20, choices=Contract.choices)
    sealed_settings = models.BinaryField()
    can_send = models.BooleanField()
    is_open = models.BooleanField(default=True)
    # How often in a row it did not answer, and until when it is therefore left alone.
    faults = models.PositiveSmallIntegerField(default=0)
    rests_until = models.DateTimeField(null=True)
    # When it last showed itself, to the minute: it brought something, or took something from us.
    seen_at = models.DateTimeField(null=True)
    # What the operator asks for each part of a message, in FCFA; unknown until somebody says it.
    segment_price = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "code"], name="gateway_code_is_taken_once")
        ]


class InboundMessage(Row):
    """A message as it arrived, kept before the gateway was answered. The unique key is kept as long
    as the message, so that a delivery repeated after a year changes nothing."""

    gateway = models.ForeignKey(Gateway, models.PROTECT, related_name="+")
    # HMAC of the gateway's id of the message, or of sender, text and date, under a key that never
    # changes: some operators put the number itself into their ids.
    external_key = models.CharField(max_length=64)
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    sealed_request = models.BinaryField()
    sealed_text = models.BinaryField()
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "external_key"], name="inbound_message_is_kept_once"
            )
        ]
        indexes = [models.Index(fields=["contact", "received_at"], name="inbound_by_contact")]


class OutboundMessage(Row):
    """A message to send. `key` is unique, so that a reaction that runs twice writes once."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20)
    sealed_text = models.BinaryField()
    segments = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in State])
    reason = models.CharField(max_length=60, blank=True)
    queued_at = models.DateTimeField()
    # The how-manieth to this contact: two that are queued at one moment arrive in their order.
    turn = models.PositiveIntegerField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    gateway = models.ForeignKey(Gateway, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="outbound_is_queued_once")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outbound_waiting", condition=Q(state="queued")
            ),
            models.Index(fields=["contact", "queued_at"], name="outbound_by_contact"),
            models.Index(fields=["programme", "state", "changed_at"], name="outbound_by_state"),
        ]


class Receipt(Row):
    """What a gateway reported about a message. Late and out of order is normal: the state only
    moves forward."""

    message = models.ForeignKey(OutboundMessage, models.CASCADE, related_name="+")
    status = models.CharField(max_length=12)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "status"], name="receipt_is_kept_once")
        ]


class Prompt(Row):
    """A sentence of the voice line in one language: its words, and the voice that says them."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    # Empty: the words of the house's own table.
    text = models.TextField(blank=True)
    # Counts the changes of the words.
    version = models.PositiveIntegerField(default=1)
    recording_file = models.UUIDField(null=True)
    # The same as a provider of calls plays it, made once.
    telephone_file = models.UUIDField(null=True)
    # What the recording says: it is stale as soon as the words are others.
    recorded_words = models.TextField(null=True)
    speaker = models.CharField(max_length=80, blank=True)
    consented_at = models.DateTimeField(null=True)
    reviewer = models.ForeignKey("registry.Account", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code", "language"], name="prompt_is_kept_once"
            ),
            models.CheckConstraint(
                name="prompt_recording_is_whole",
                condition=Q(
                    recording_file=None, telephone_file=None, recorded_words=None, consented_at=None
                )
                | Q(
                    recording_file__isnull=False,
                    telephone_file__isnull=False,
                    recorded_words__isnull=False,
                    consented_at__isnull=False,
                ),
            ),
        ]


class OwnNumber(Row):
    """The telephone on which an account wants to be reminded, in one programme: given and confirmed
    by whoever holds the account. The number itself is the contact's, sealed."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    account = models.ForeignKey("registry.Account", models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
    # HMAC of the code that was sent there, bound to this row and contact.
    code_digest = models.CharField(max_length=64)
    code_sent_at = models.DateTimeField()
    # How many codes were sent since when, and how often the last one was typed wrongly.
    codes = models.PositiveSmallIntegerField(default=0)
    codes_since = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "account"], name="account_has_one_number_in_a_programme"
            )
        ]


class OutboundLetter(Row):
    """An e-mail to an account, in our own words. Its address is the account's and is read when it is
    sent: it is copied nowhere. `key` is unique, so that a reaction that runs twice writes once.
    Without an account it is to a witness: the so-maniest address of the setting `ANCHOR_TO`."""

    programme = models.ForeignKey("registry.Programme", models.PROTECT, related_name="+")
    account = models.ForeignKey("registry.Account", models.CASCADE, related_name="+", null=True)
    witness = models.PositiveSmallIntegerField(null=True)
    key = models.CharField(max_length=160)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=[(s, s) for s in State])
    reason = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="letter_is_written_once"),
            models.CheckConstraint(
                name="letter_has_one_reader",
                condition=Q(account=None, witness__isnull=False)
                | Q(account__isnull=False, witness=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="letter_waiting", condition=Q(state="queued")
            ),
            models.Index(fields=["programme", "state", "changed_at"], name="letter_by_state"),
        ]
