"""Every failure that a person can see: a stable code, a family, and a sentence.

A code is never reused for another meaning. Sentences are English msgids that say what to do next;
the web translates them and turns families into status codes.
"""

from enum import StrEnum
from typing import Any, NamedTuple


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a sentence for translation; it is translated where it is shown."""
    return text


class Family(StrEnum):
    """What kind of failure it is; one status code each."""

    INVALID = "invalid"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    MISSING = "missing"
    CONFLICT = "conflict"
    TOO_LARGE = "too large"
    UNPROCESSABLE = "unprocessable"
    UNAVAILABLE = "unavailable"
    FULL = "full"


class ProblemKind(NamedTuple):
    """A family, and the sentence with %(name)s for details."""

    family: Family
    sentence: str


PROBLEMS: dict[str, ProblemKind] = {
    "accounts.code_taken": ProblemKind(
        Family.CONFLICT,
        N_("Someone has this code already: choose another."),
    ),
    "accounts.code_wrong": ProblemKind(
        Family.INVALID,
        N_(
            "This code is wrong or was used already: wait for the next one in your app, or "
            "take a recovery code."
        ),
    ),
    "accounts.deactivated": ProblemKind(
        Family.CONFLICT,
        N_("This person is deactivated: reactivate them first."),
    ),
    "accounts.email_taken": ProblemKind(
        Family.CONFLICT,
        N_("Someone has this email address already: use another, or leave it empty."),
    ),
    "accounts.first_code_wrong": ProblemKind(
        Family.INVALID,
        N_("This code is wrong or has passed: write the one that your app shows now."),
    ),
    "accounts.last_admin": ProblemKind(
        Family.CONFLICT,
        N_("This is the last admin: make someone else admin everywhere first."),
    ),
    "accounts.link_ended": ProblemKind(
        Family.MISSING,
        N_("This link has been used, or its time is over: ask for a new one."),
    ),
    "accounts.no_person": ProblemKind(
        Family.MISSING,
        N_("There is no such person, or they are not yours to change."),
    ),
    "accounts.no_session": ProblemKind(
        Family.MISSING,
        N_("This session has ended already."),
    ),
    "accounts.old_password_wrong": ProblemKind(
        Family.INVALID,
        N_("This is not your password: write the one you use now."),
    ),
    "accounts.password_common": ProblemKind(
        Family.INVALID,
        N_(
            "This password is easy to guess: take four words that do not belong together, "
            "without your name."
        ),
    ),
    "accounts.password_short": ProblemKind(
        Family.INVALID,
        N_("This password is too short: use %(least)s characters or more; spaces count too."),
    ),
    "accounts.proof_wrong": ProblemKind(
        Family.INVALID,
        N_("This is neither your password nor a code that can be used now: check it."),
    ),
    "accounts.role_held": ProblemKind(
        Family.CONFLICT,
        N_("This person has the role there already."),
    ),
    "accounts.scope_not_yours": ProblemKind(
        Family.FORBIDDEN,
        N_("You may give roles only where you are admin yourself: choose a place from the list."),
    ),
    "accounts.second_factor_off": ProblemKind(
        Family.CONFLICT,
        N_("The second factor is off: load the page again to see where it stands."),
    ),
    "accounts.second_factor_on": ProblemKind(
        Family.CONFLICT,
        N_("The second factor is on already: turn it off first to use another phone."),
    ),
    "accounts.sign_in_needed": ProblemKind(
        Family.UNAUTHENTICATED,
        N_("You are not signed in: sign in, then do it again."),
    ),
    "accounts.slow_down": ProblemKind(
        Family.UNAVAILABLE,
        N_("Too many attempts: try again in %(wait)s."),
    ),
    "accounts.wrong": ProblemKind(
        Family.INVALID,
        N_("Email or password is wrong: check both, or ask your admin for a sign-in link."),
    ),
    "answers.unreadable": ProblemKind(
        Family.INVALID, N_("The answers cannot be read: they are not in the form of this version.")
    ),
    "backups.damaged": ProblemKind(
        Family.UNAVAILABLE,
        N_("The backup %(folder)s is damaged (%(what)s): nothing was changed; take another one."),
    ),
    "backups.newer": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The backup is newer (%(found)s) than this version of auditapp (%(known)s): update "
            "auditapp, then restore it; nothing was changed."
        ),
    ),
    "backups.no_folder": ProblemKind(
        Family.MISSING,
        N_("There is no folder %(folder)s: name the folder of one backup."),
    ),
    "backups.not_writable": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The folder %(folder)s cannot be written: give this user the right, or choose another "
            "folder for the backups."
        ),
    ),
    "backups.under_way": ProblemKind(
        Family.UNAVAILABLE,
        N_("Another backup into the folder %(folder)s is under way: try again when it is done."),
    ),
    "backups.unfinished": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The folder %(folder)s is no finished backup, for it has no manifest.json: nothing was "
            "changed; take another one."
        ),
    ),
    "checklists.misnamed": ProblemKind(
        Family.INVALID,
        N_(
            "The name of the file does not fit what is in it: a workbook is called .xlsx, a table "
            ".csv, a checklist in YAML .yaml."
        ),
    ),
    "checklists.newest_already": ProblemKind(
        Family.CONFLICT,
        N_("This is the newest version already: choose an older one to go back to."),
    ),
    "checklists.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such checklist or version: choose one from the list."),
    ),
    "checklists.picture_unreadable": ProblemKind(
        Family.INVALID,
        N_("The picture %(file)s cannot be read: give a whole JPEG, PNG or WebP file."),
    ),
    "checklists.retired": ProblemKind(
        Family.CONFLICT,
        N_("This checklist is retired: choose another, or take it back into use first."),
    ),
    "drafts.changed_meanwhile": ProblemKind(
        Family.CONFLICT,
        N_("Somebody else has changed this meanwhile: look at both, and choose which stays."),
    ),
    "drafts.ended": ProblemKind(
        Family.CONFLICT,
        N_("This draft was published or discarded: look for it in the list of drafts."),
    ),
    "drafts.faulty": ProblemKind(
        Family.UNPROCESSABLE,
        N_("The draft cannot be published yet: mend what is marked in it first."),
    ),
    "drafts.gone": ProblemKind(
        Family.CONFLICT,
        N_("Somebody else has taken this out meanwhile: it is not there any more."),
    ),
    "drafts.key_fixed": ProblemKind(
        Family.CONFLICT,
        N_("A published checklist or standard keeps its key: begin a copy to have another."),
    ),
    "drafts.newer_version": ProblemKind(
        Family.CONFLICT,
        N_(
            "A newer version was published since this draft was begun: look at what differs, then "
            "publish again."
        ),
    ),
    "drafts.no_part": ProblemKind(
        Family.MISSING,
        N_("This part is not in the draft any more: load the page again."),
    ),
    "drafts.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such draft: choose one from the list."),
    ),
    "drafts.nothing_to_redo": ProblemKind(
        Family.CONFLICT,
        N_("There is nothing of yours to do again."),
    ),
    "drafts.nothing_to_undo": ProblemKind(
        Family.CONFLICT,
        N_("There is nothing of yours to take back."),
    ),
    "drafts.other_type": ProblemKind(
        Family.CONFLICT,
        N_("The question has another type of answer by now, so this was not changed."),
    ),
    "drafts.others_wrote": ProblemKind(
        Family.CONFLICT,
        N_("%(who)s has written in it since, so it stays: take it out by hand if it should go."),
    ),
    "drafts.picture_too_large": ProblemKind(
        Family.TOO_LARGE,
        N_(
            "The picture is too large: choose one of at most %(most)s MB and %(megapixels)s "
            "megapixels."
        ),
    ),
    "drafts.picture_unreadable": ProblemKind(
        Family.UNPROCESSABLE,
        N_("This is no picture that can be read: choose a PNG, JPEG or WebP file."),
    ),
    "drafts.same": ProblemKind(
        Family.CONFLICT,
        N_("The draft is the same as version %(version)s, so there is nothing to publish."),
    ),
    "drafts.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_("The document would be too large: at most %(most)s KB; take something out first."),
    ),
    "drafts.too_late": ProblemKind(
        Family.CONFLICT,
        N_("This draft was discarded more than %(days)s days ago: begin a new one."),
    ),
    "drafts.too_many": ProblemKind(
        Family.TOO_LARGE,
        N_("Too many changes at once: at most %(most)s; save in parts."),
    ),
    "drafts.too_many_pictures": ProblemKind(
        Family.TOO_LARGE,
        N_("A draft has at most %(most)s pictures: take one out of another question first."),
    ),
    "drafts.unreadable": ProblemKind(
        Family.INVALID,
        N_("This change cannot be read, so nothing was changed: load the page again."),
    ),
    "drafts.value_too_large": ProblemKind(
        Family.TOO_LARGE,
        N_("This is too long: at most %(most)s KB; write less."),
    ),
    "files.not_accepted": ProblemKind(
        Family.UNPROCESSABLE,
        N_("Files of this kind are not taken here: add one of the kinds named at the question."),
    ),
    "locations.closed_already": ProblemKind(
        Family.CONFLICT,
        N_("It is closed already, or will be: open it again first."),
    ),
    "locations.closed_then": ProblemKind(
        Family.INVALID,
        N_("It was closed already on that day: choose a day on which it was open."),
    ),
    "locations.code_taken": ProblemKind(
        Family.CONFLICT,
        N_("Another location has the code %(taken)s: choose a code that none has yet."),
    ),
    "locations.code_twice": ProblemKind(
        Family.CONFLICT,
        N_("Row %(row)s has the code %(taken)s too: a code stands once in a file."),
    ),
    "locations.merge_self": ProblemKind(
        Family.INVALID,
        N_("This is the one itself: choose another to merge it into."),
    ),
    "locations.moved_out": ProblemKind(
        Family.FORBIDDEN,
        N_("The location would leave what is yours: choose a brand and region that are yours."),
    ),
    "locations.name_parted": ProblemKind(
        Family.INVALID,
        N_("A name holds no “>”: choose the region around it from the list instead."),
    ),
    "locations.name_taken": ProblemKind(
        Family.CONFLICT,
        N_("There is %(taken)s already: choose another name, or merge the two."),
    ),
    "locations.names_not_yours": ProblemKind(
        Family.FORBIDDEN,
        N_(
            "Only an admin of everything adds brands and regions: choose known ones, or ask for it."
        ),
    ),
    "locations.no_brand": ProblemKind(
        Family.MISSING,
        N_("There is no such brand any more: load the list again."),
    ),
    "locations.no_region": ProblemKind(
        Family.MISSING,
        N_("There is no such region any more: load the list again."),
    ),
    "locations.not_closed": ProblemKind(
        Family.CONFLICT,
        N_("It is not closed: load the page again to see where it stands."),
    ),
    "locations.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such location, or it is not open to you: choose one from the list."),
    ),
    "locations.out_of_scope": ProblemKind(
        Family.FORBIDDEN,
        N_("You may not add locations there: choose a brand and region that are yours."),
    ),
    "locations.region_circle": ProblemKind(
        Family.INVALID,
        N_("A region cannot lie below itself: choose one that is not below it."),
    ),
    "locations.region_several": ProblemKind(
        Family.CONFLICT,
        N_("Several regions are called %(region)s: write the way to the one you mean (%(ways)s)."),
    ),
    "messages.address_wrong": ProblemKind(
        Family.INVALID,
        N_("This is no email address: write one like name@example.org."),
    ),
    "messages.no_mail": ProblemKind(
        Family.INVALID,
        N_("No mail server is set yet: fill in the server and the sender's address, and save."),
    ),
    "messages.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such message any more: look for it in the list."),
    ),
    "messages.wrong_state": ProblemKind(
        Family.CONFLICT,
        N_("The message has moved on meanwhile: load the page again to see where it stands."),
    ),
    "photos.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such photo, or you may not see it."),
    ),
    "photos.not_listed": ProblemKind(
        Family.UNPROCESSABLE,
        N_("What was sent does not name this photo: send the answers again, then the photo."),
    ),
    "photos.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_(
            "The file is too large: make it smaller, or take the photo again at a lower resolution."
        ),
    ),
    "photos.too_many": ProblemKind(
        Family.INVALID,
        N_("A visit holds at most %(count)s photos and files: take one away first."),
    ),
    "photos.too_many_here": ProblemKind(
        Family.INVALID,
        N_("At most %(count)s photos are taken here: keep those that show most."),
    ),
    "photos.unreadable": ProblemKind(
        Family.UNPROCESSABLE,
        N_("This is not a whole photo: take it again, or choose a JPEG, PNG or WebP file."),
    ),
    "photos.wrong_content": ProblemKind(
        Family.UNPROCESSABLE,
        N_("The photo arrived with other content than was announced: send it again."),
    ),
    "photos.wrong_question": ProblemKind(
        Family.INVALID,
        N_("This question takes no photos or files."),
    ),
    "reports.pango_missing": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "PDFs need Pango, which this server does not have. Whoever runs it installs it with: "
            "apt-get install %(packages)s"
        ),
    ),
    "reports.photo_missing": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "A photo of this visit (%(photo)s…) cannot be read, so the report would not be whole: "
            "tell whoever runs the server to restore the folder of photos from a backup."
        ),
    ),
    "reports.snapshot_differs": ProblemKind(
        Family.CONFLICT,
        N_(
            "This report was frozen with other scores than this version computes: tell whoever "
            "runs the server; the visit itself is safe."
        ),
    ),
    "settings.accent_faint": ProblemKind(
        Family.INVALID,
        N_("This colour cannot be read well on a light page: the nearest that can is %(nearest)s."),
    ),
    "settings.mark_is_svg": ProblemKind(
        Family.INVALID,
        N_(
            "A drawing (SVG) is not taken, because it can carry scripts: export it as PNG, and "
            "choose that file."
        ),
    ),
    "settings.mark_unreadable": ProblemKind(
        Family.INVALID,
        N_("This is no picture that can be read: choose a PNG, JPEG or WebP file."),
    ),
    "settings.no_group": ProblemKind(
        Family.MISSING,
        N_("There are no such settings: choose a page from the list."),
    ),
    "settings.unusable": ProblemKind(
        Family.INVALID,
        N_("This cannot be used here: mind what the help under the field says."),
    ),
    "sheets.cell_too_long": ProblemKind(
        Family.INVALID,
        N_("Row %(row)s holds a cell of more than %(most)s characters: shorten it."),
    ),
    "sheets.empty": ProblemKind(
        Family.INVALID,
        N_("The file holds no rows below its first one, which names the columns."),
    ),
    "sheets.no_upload": ProblemKind(
        Family.MISSING,
        N_("This file was taken in already, or it is no longer kept: choose it again."),
    ),
    "sheets.not_a_table": ProblemKind(
        Family.INVALID,
        N_("This is not a table that can be read: save it as CSV or XLSX, and choose it again."),
    ),
    "sheets.old_excel": ProblemKind(
        Family.INVALID,
        N_("This is a file of old Excel (.xls): save it as .xlsx or CSV, and choose it again."),
    ),
    "sheets.row_too_wide": ProblemKind(
        Family.INVALID,
        N_(
            "Row %(row)s has more cells than the first row has names: name the columns, or look "
            "for a delimiter inside the text."
        ),
    ),
    "sheets.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_("The file is larger than %(limit_mb)s MB: take away what is not needed, or split it."),
    ),
    "sheets.too_many_columns": ProblemKind(
        Family.INVALID,
        N_("The file has more than %(most)s columns: take away those that are not needed."),
    ),
    "sheets.too_many_rows": ProblemKind(
        Family.TOO_LARGE,
        N_("The file has more than %(most)s rows: split it, and take the parts in one by one."),
    ),
    "spreadsheet.no_questions": ProblemKind(
        Family.UNPROCESSABLE,
        N_("No row holds a question: look at the row of the headings, and which column is which."),
    ),
    "storage.busy": ProblemKind(
        Family.UNAVAILABLE,
        N_("The server is busy: nothing was changed; try again in a few seconds."),
    ),
    "storage.damaged": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The database is damaged (%(what)s) and was not backed up: keep the backups there are, "
            "and restore the last one."
        ),
    ),
    "storage.full": ProblemKind(
        Family.FULL,
        N_("The server's disk is full: nothing was changed; tell whoever runs it."),
    ),
    "storage.in_use": ProblemKind(
        Family.UNAVAILABLE,
        N_("auditapp is at work in the folder %(folder)s: stop it, then try again."),
    ),
    "storage.lost": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The folder %(folder)s holds data but no database: restore the database from a backup, "
            "or choose an empty folder."
        ),
    ),
    "storage.migration_failed": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The database could not be brought to the form of this version (%(what)s) and is as it "
            "was before; the backup made before is %(backup)s."
        ),
    ),
    "storage.newer": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The database is newer (%(found)s) than this version of auditapp (%(known)s): update "
            "auditapp, or restore the backup made before."
        ),
    ),
    "storage.no_database": ProblemKind(
        Family.MISSING,
        N_(
            "There is no database in the folder %(folder)s: name the folder with the data in "
            "AUDITAPP_DATA_DIR."
        ),
    ),
    "storage.not_writable": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The data folder %(folder)s cannot be written: give this user the right, or choose "
            "another folder."
        ),
    ),
    "storage.restore_broken_off": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "A restore of %(backup)s was broken off: start the same `flask restore` again, and it "
            "goes on where it stopped."
        ),
    ),
    "storage.unreadable": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "The file %(file)s is not a database of auditapp, or it is damaged: restore it from a "
            "backup."
        ),
    ),
    "submissions.already_sent": ProblemKind(
        Family.CONFLICT,
        N_(
            "This visit was sent before: what you sent now is kept beside it, and a manager will "
            "look at both."
        ),
    ),
    "submissions.conflict": ProblemKind(
        Family.CONFLICT,
        N_(
            "Something else was sent under this number before: both are kept, and a manager will "
            "look at them."
        ),
    ),
    "submissions.not_found": ProblemKind(
        Family.MISSING,
        N_("Nothing arrived under this number yet: send the answers first, then the rest."),
    ),
    "submissions.photos_missing": ProblemKind(
        Family.CONFLICT,
        N_("%(count)s photos or files of the answers did not arrive: add them again, then send."),
    ),
    "submissions.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_("The answers are too large to take in: at most %(limit_mb)s MB without the photos."),
    ),
    "submissions.too_many": ProblemKind(
        Family.CONFLICT,
        N_("This visit was begun to be sent too many times: tell your manager."),
    ),
    "submissions.unreadable": ProblemKind(
        Family.INVALID,
        N_("What was sent cannot be read: keep it, and send it again from the form."),
    ),
    "visits.copy_not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such copy, or it is not yours to see."),
    ),
    "visits.declare_first": ProblemKind(
        Family.INVALID,
        N_(
            "Before accepting, declare that you have no conflict of interest and agree to "
            "confidentiality."
        ),
    ),
    "visits.location_closed": ProblemKind(
        Family.CONFLICT,
        N_(
            "The location is closed from %(day)s: choose other days or another one, or open "
            "it again first."
        ),
    ),
    "visits.no_result": ProblemKind(
        Family.MISSING,
        N_("Nothing was sent for this visit yet, so there is no result."),
    ),
    "visits.not_a_shopper": ProblemKind(
        Family.INVALID,
        N_("This person is no shopper there: choose another, or give the role first."),
    ),
    "visits.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such visit, or it is not yours to see."),
    ),
    "visits.reason_missing": ProblemKind(
        Family.INVALID,
        N_("Say why, in a few words."),
    ),
    "visits.rescue_other_person": ProblemKind(
        Family.CONFLICT,
        N_("This file is from somebody who never held this visit: look for theirs."),
    ),
    "visits.rescue_other_visit": ProblemKind(
        Family.CONFLICT,
        N_("This file is from another visit: open that one, and take the file in there."),
    ),
    "visits.rescue_photo_broken": ProblemKind(
        Family.INVALID,
        N_("A photo in this file is damaged: ask for the file once more."),
    ),
    "visits.rescue_photos_missing": ProblemKind(
        Family.CONFLICT,
        N_(
            "Photos that the answers name are not in this file (%(count)s): ask for a file made on "
            "the phone that took them."
        ),
    ),
    "visits.rescue_unreadable": ProblemKind(
        Family.INVALID,
        N_("This is no file of a visit made on a phone, or it is damaged: ask for it once more."),
    ),
    "visits.window_wrong": ProblemKind(
        Family.INVALID,
        N_("The window ends before it begins, or is over already: choose other times."),
    ),
    "visits.wrong_state": ProblemKind(
        Family.CONFLICT,
        N_("The visit has moved on meanwhile: load the page again to see where it stands."),
    ),
    "web.bad_request": ProblemKind(
        Family.INVALID,
        N_("The server cannot read this request: go back, load the page again, and try once more."),
    ),
    "web.changed_meanwhile": ProblemKind(
        Family.CONFLICT,
        N_("Someone else has changed this while you were writing: look at both, then save again."),
    ),
    "web.failed": ProblemKind(
        Family.UNAVAILABLE,
        N_(
            "Something went wrong here, and it is not your doing: nothing was changed. Try again; "
            "if it stays, tell whoever runs the server this mark: %(mark)s."
        ),
    ),
    "web.forbidden": ProblemKind(
        Family.FORBIDDEN,
        N_("You may not do this: ask your admin if you should."),
    ),
    "web.maintenance": ProblemKind(
        Family.UNAVAILABLE,
        N_("The application is being worked on: nothing was changed; try again in a few minutes."),
    ),
    "web.not_allowed": ProblemKind(
        Family.INVALID,
        N_("This address is not for that: go back, and use the buttons of the page."),
    ),
    "web.not_found": ProblemKind(
        Family.MISSING,
        N_("There is no such page, or you may not see it: check the address."),
    ),
    "web.stale_form": ProblemKind(
        Family.INVALID,
        N_("This page is from an earlier sign-in, so nothing was sent: go back, load it again."),
    ),
    "web.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_("This is more than the server takes at once: send less, or smaller photos."),
    ),
    "web.too_many": ProblemKind(
        Family.UNAVAILABLE,
        N_("Too many requests: wait a minute, then try again."),
    ),
    "xlsform.encrypted": ProblemKind(
        Family.INVALID,
        N_("The workbook opens with a password only: save it without one."),
    ),
    "xlsform.macros": ProblemKind(
        Family.INVALID,
        N_("The workbook holds macros: save it as .xlsx, without them."),
    ),
    "xlsform.no_checklist": ProblemKind(
        Family.UNPROCESSABLE,
        N_("No checklist can be made of this form: %(where)s: %(reason)s"),
    ),
    "xlsform.no_questions": ProblemKind(
        Family.UNPROCESSABLE,
        N_("The form holds no question that a checklist could ask."),
    ),
    "xlsform.not_a_form": ProblemKind(
        Family.INVALID,
        N_("This is not a workbook that can be read: save it as an Excel workbook (.xlsx)."),
    ),
    "xlsform.not_carried": ProblemKind(
        Family.UNPROCESSABLE,
        N_("A form made of this checklist would not come back as the same: export it as YAML."),
    ),
    "xlsform.refused": ProblemKind(
        Family.UNPROCESSABLE,
        N_("This is not an XLSForm that holds together: %(reason)s"),
    ),
    "xlsform.too_large": ProblemKind(
        Family.TOO_LARGE,
        N_(
            "The file is too large: at most %(limit_mb)s MB and 50 sheets are read. Save the sheet "
            "that is needed alone, without pictures."
        ),
    ),
    "xlsform.too_many_rows": ProblemKind(
        Family.TOO_LARGE,
        N_("A sheet of the form holds too much: at most %(most)s rows of ordinary text are read."),
    ),
    "xlsform.unsafe": ProblemKind(
        Family.INVALID,
        N_("The workbook declares XML entities, which Excel never does: save it anew in Excel."),
    ),
}


class Problem(Exception):
    """A failure with a code of `PROBLEMS` and the details its sentence names."""

    def __init__(self, code: str, **details: Any) -> None:
        self.code = code
        self.details = details
        super().__init__(f"{code} {details}" if details else code)

    @property
    def family(self) -> Family:
        """The family of the code."""
        return PROBLEMS[self.code].family

    @property
    def sentence(self) -> str:
        """The sentence, not yet translated or filled."""
        return PROBLEMS[self.code].sentence
