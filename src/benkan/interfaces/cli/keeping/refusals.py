"""What stands in the way of a backup, a restore or a change of keys."""

from benkan.kit.refusals import N_, Refused


class NothingToKeep(Refused):
    code = "nothing_to_keep"
    text = N_("There is no database in %(folder)s yet, so there is nothing to keep.")


class CountsDiffer(Refused):
    code = "counts_differ"
    text = N_(
        "The restored database does not hold what was kept (%(what)s). Nothing was restored; take "
        "another backup."
    )


class OtherEngine(Refused):
    code = "other_engine"
    text = N_(
        "The backup holds a %(kept)s database and this host runs on %(here)s: set or unset "
        "DATABASE_URL to match."
    )


class DataPresent(Refused):
    code = "data_present"
    text = N_(
        "There is data in %(folder)s already. Restore into an empty BENKAN_DATA_DIR, or with "
        "--force: what is there is then put aside, not deleted."
    )


class DatabaseNotEmpty(Refused):
    code = "database_not_empty"
    text = N_(
        "The PostgreSQL database holds tables already: make an empty one and point DATABASE_URL "
        "to it."
    )


class ToolMissing(Refused):
    code = "tool_missing"
    text = N_("%(tool)s is missing: install the PostgreSQL client of the server's version.")


class ToolFailed(Refused):
    code = "tool_failed"
    text = N_("%(tool)s did not succeed: %(why)s")


class WrongPassphrase(Refused):
    code = "wrong_passphrase"
    text = N_("The passphrase does not open %(file)s, or the file was altered. No key was changed.")


class PassphraseTooShort(Refused):
    code = "passphrase_too_short"
    text = N_("The passphrase must have %(least)s characters or more: four words do well.")


class PassphraseTooEasy(Refused):
    code = "passphrase_too_easy"
    text = N_(
        "This passphrase is among the first that somebody would try: take four words that do not "
        "belong together."
    )


class PassphraseNeeded(Refused):
    code = "passphrase_needed"
    text = N_("There is no terminal to ask for the passphrase: give it in BENKAN_PASSPHRASE.")


class OtherKeysPresent(Refused):
    code = "other_keys_present"
    text = N_(
        "This data folder has other keys (%(names)s). What was sealed with them would become "
        "unreadable: with --replace they are put aside, not deleted."
    )
