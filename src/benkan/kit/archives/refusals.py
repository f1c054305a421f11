"""Why an archive cannot be read or written."""

from benkan.kit.refusals import N_, Refused


class FileExists(Refused):
    code = "file_exists"
    text = N_("%(file)s is there already: choose another name, nothing was overwritten.")


class NoSuchFile(Refused):
    code = "no_such_file"
    text = N_("There is no file %(file)s.")


class NotABackup(Refused):
    code = "not_a_backup"
    text = N_("%(file)s is not a backup made by this version of Benkan, or it is cut off.")


class Altered(Refused):
    code = "altered"
    text = N_(
        "The backup was altered or damaged: %(member)s is not what was kept. Nothing was restored; "
        "take another backup."
    )
