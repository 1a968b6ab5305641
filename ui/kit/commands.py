"""Everything the desk can be told by key: one table. ``shortcuts.json`` in the data folder changes its keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.phrases import phrase
from ui.kit.translations import tr


class Where(StrEnum):
    """Where a key counts. Each place lies within the next wider one, see WITHIN."""

    ANYWHERE = "anywhere"
    PAGE = "page"
    INBOX = "inbox"
    LIST = "list"
    TALK = "talk"
    COMPOSER = "composer"
    CUSTOMERS = "customers"


WITHIN = {
    Where.PAGE: Where.ANYWHERE,
    Where.INBOX: Where.PAGE,
    Where.LIST: Where.INBOX,
    Where.TALK: Where.INBOX,
    Where.COMPOSER: Where.INBOX,
    Where.CUSTOMERS: Where.PAGE,
}

PLACES: dict[Where, str] = {
    Where.ANYWHERE: phrase("Places", "Everywhere"),
    Where.PAGE: phrase("Places", "On the page in front"),
    Where.INBOX: phrase("Places", "In the inbox"),
    Where.LIST: phrase("Places", "In a list of conversations or customers"),
    Where.TALK: phrase("Places", "Among the messages"),
    Where.COMPOSER: phrase("Places", "While writing an answer"),
    Where.CUSTOMERS: phrase("Places", "In the list of customers"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do. ``words`` is a phrase of the context "Keys", in which ``n`` stands for ``{0}``.

    No ``keys``: reached from the palette until somebody gives it some. ``fixed``: the field it belongs to listens
    itself, so its keys are only shown. ``first``: where it counts, its keys mean it and nothing of a wider place.
    """

    id: str
    words: str
    keys: str = ""
    where: Where = Where.ANYWHERE
    n: int = 0
    fixed: bool = False
    first: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("palette", phrase("Keys", "Go, do or find anything"), "Ctrl+K"),
    Command("go_anywhere", phrase("Keys", "Go to anything"), "Ctrl+G"),
    Command("search", phrase("Keys", "Search everything that was said"), "Ctrl+Shift+F"),
    Command("cheat_sheet", phrase("Keys", "Show all keys"), "?"),
    Command("longest_waiting", phrase("Keys", "Open the longest waiting conversation"), "Ctrl+J"),
    Command("next_tab", phrase("Keys", "Next account"), "Ctrl+Tab"),
    Command("previous_tab", phrase("Keys", "Previous account"), "Ctrl+Shift+Tab"),
    *(Command(f"tab_{n}", phrase("Keys", "Account in place {0}"), f"Ctrl+{n}", n=n) for n in range(1, 10)),
    *(Command(f"page_{n}", phrase("Keys", "Page in place {0}"), f"Alt+{n}", n=n) for n in range(1, 10)),
    Command("online", phrase("Keys", "Online: takes new conversations")),
    Command("busy", phrase("Keys", "Busy: only my own conversations")),
    Command("away", phrase("Keys", "Away: nothing new")),
    Command("theme_light", phrase("Keys", "Light theme")),
    Command("theme_dark", phrase("Keys", "Dark theme")),
    Command("theme_system", phrase("Keys", "Theme of the system")),
    Command("language_zh", phrase("Keys", "Speak Chinese")),
    Command("language_en", phrase("Keys", "Speak English")),
    Command("notice", phrase("Keys", "Go to the newest notice"), "Alt+N"),
    Command("notice_away", phrase("Keys", "Put the newest notice away"), "Alt+X"),
    Command("edit_keys", phrase("Keys", "Change the keys")),
    Command("lock", phrase("Keys", "Lock the desk"), "Ctrl+Alt+L"),
    Command("quit", phrase("Keys", "Quit"), "Ctrl+Q"),
    Command("find", phrase("Keys", "Find on this page"), "Ctrl+F", Where.PAGE),
    Command("new", phrase("Keys", "Make a new one"), "Ctrl+N", Where.PAGE),
    Command("save", phrase("Keys", "Save"), "Ctrl+S", Where.PAGE),
    Command("done", phrase("Keys", "Mark as done"), "Alt+D", Where.PAGE),
    Command("resolve", phrase("Keys", "Resolve"), "Ctrl+E", Where.INBOX),
    Command("reopen", phrase("Keys", "Open again"), "", Where.INBOX),
    Command("pending", phrase("Keys", "Mark as pending: somebody else has to act first"), "Ctrl+Shift+E", Where.INBOX),
    Command("snooze", phrase("Keys", "Snooze"), "Ctrl+H", Where.INBOX),
    Command("snooze_tomorrow", phrase("Keys", "Snooze until tomorrow, 9:00"), "", Where.INBOX),
    Command("snooze_hour", phrase("Keys", "Snooze for an hour"), "", Where.INBOX),
    Command("snooze_reply", phrase("Keys", "Snooze until the customer writes"), "", Where.INBOX),
    Command("snooze_monday", phrase("Keys", "Snooze until next Monday, 9:00"), "", Where.INBOX),
    Command("snooze_window", phrase("Keys", "Snooze until shortly before the window closes"), "", Where.INBOX),
    Command("snooze_custom", phrase("Keys", "Snooze until a time of your choice"), "", Where.INBOX),
    Command("transfer", phrase("Keys", "Transfer to a colleague"), "Ctrl+Shift+T", Where.INBOX),
    Command("give_back", phrase("Keys", "Give the conversation back to the queue"), "", Where.INBOX),
    Command("take", phrase("Keys", "Make the conversation mine"), "Ctrl+M", Where.INBOX),
    Command("tag", phrase("Keys", "Tag the customer"), "Ctrl+T", Where.INBOX),
    Command("follow_up", phrase("Keys", "Write a follow-up"), "Ctrl+D", Where.INBOX),
    Command("identity", phrase("Keys", "Answer from another identity"), "Ctrl+I", Where.INBOX),
    Command("note", phrase("Keys", "Internal note"), "Alt+P", Where.INBOX),
    Command("pin", phrase("Keys", "Pin on top, or unpin"), "", Where.INBOX),
    Command("star", phrase("Keys", "Star, or take the star away"), "", Where.INBOX),
    Command("mute", phrase("Keys", "Mute, or unmute"), "", Where.INBOX),
    Command("unread", phrase("Keys", "Mark as unread"), "Ctrl+U", Where.INBOX),
    Command("priority", phrase("Keys", "Choose a priority"), "Ctrl+Shift+P", Where.INBOX),
    Command("priority_3", phrase("Keys", "Priority: urgent"), "", Where.INBOX),
    Command("priority_2", phrase("Keys", "Priority: high"), "", Where.INBOX),
    Command("priority_1", phrase("Keys", "Priority: raised"), "", Where.INBOX),
    Command("priority_0", phrase("Keys", "Priority: ordinary"), "", Where.INBOX),
    Command("queue", phrase("Keys", "Show who has no agent yet"), "Alt+Q", Where.INBOX),
    Command("take_next", phrase("Keys", "Take the next of the queue"), "Ctrl+Shift+J", Where.INBOX),
    Command("filters", phrase("Keys", "Choose a list or a saved filter"), "Ctrl+Shift+L", Where.INBOX),
    Command("filter_new", phrase("Keys", "Make a saved filter"), "", Where.INBOX),
    Command("filter_edit", phrase("Keys", "Edit the saved filters"), "", Where.INBOX),
    Command("card", phrase("Keys", "Show or hide the customer card"), "", Where.INBOX),
    Command("list_tag", phrase("Keys", "Tag the customer"), "T", Where.LIST),
    Command("list_follow_up", phrase("Keys", "Write a follow-up"), "F", Where.LIST),
    Command("list_reply", phrase("Keys", "Choose a quick reply"), "/", Where.LIST),
    Command("list_select", phrase("Keys", "Select messages, the newest first"), "Alt+Up", Where.LIST),
    Command("list_answer", phrase("Keys", "Write the answer"), "Return", Where.LIST, fixed=True),
    *(
        Command(f"filter_{n}", phrase("Keys", "Saved filter in place {0}"), f"Ctrl+{n}", Where.LIST, n=n, first=True)
        for n in range(1, 10)
    ),
    Command("list_mark", phrase("Keys", "Select more or fewer"), "Shift+Down", Where.LIST, fixed=True),
    Command("list_mark_all", phrase("Keys", "Select all"), "Ctrl+A", Where.LIST),
    Command("list_undo", phrase("Keys", "Undo what was done to several"), "Ctrl+Z", Where.LIST),
    Command("list_mark_none", phrase("Keys", "Select none"), "Esc", Where.LIST),
    Command("talk_quote", phrase("Keys", "Quote the message"), "Q", Where.TALK),
    Command("talk_copy", phrase("Keys", "Copy the selected messages"), "Ctrl+C", Where.TALK),
    Command("talk_forward", phrase("Keys", "Forward the message"), "Shift+F", Where.TALK),
    Command("talk_open", phrase("Keys", "Open its picture, sound, file or link"), "Space", Where.TALK),
    Command("talk_jump", phrase("Keys", "Go to what it quotes"), "J", Where.TALK),
    Command("talk_again", phrase("Keys", "Send it again, or what was held back"), "R", Where.TALK),
    Command("talk_back", phrase("Keys", "Take it back, or discard it"), "Del", Where.TALK),
    Command("talk_follow_up", phrase("Keys", "Make a follow-up of the selected messages"), "F", Where.TALK),
    Command("talk_select", phrase("Keys", "Select more or fewer messages"), "Shift+Up", Where.TALK, fixed=True),
    Command("send", phrase("Keys", "Send"), "Ctrl+Return", Where.COMPOSER, fixed=True),
    Command("reply", phrase("Keys", "Choose a quick reply"), "/", Where.COMPOSER, fixed=True),
    Command("emoji", phrase("Keys", "Choose an emoji"), ":", Where.COMPOSER, fixed=True),
    Command("mention", phrase("Keys", "Mention a colleague in a note"), "@", Where.COMPOSER, fixed=True),
    Command("undo_send", phrase("Keys", "Take back what was just sent"), "Ctrl+Z", Where.COMPOSER, fixed=True),
    Command("leave", phrase("Keys", "Back to the list"), "Esc", Where.COMPOSER, fixed=True),
    Command("customers_go", phrase("Keys", "Open the conversation"), "Return", Where.CUSTOMERS, fixed=True),
    Command("customers_find", phrase("Keys", "Search the customers"), "/", Where.CUSTOMERS),
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}


def title_of(command: Command, places: str = "") -> str:
    """What a command does, in the running language; ``places`` stands for a whole row of them."""
    return tr("Keys", command.words).format(places or command.n)


def meet(one: Command, other: Command) -> bool:
    """Whether one key could mean both in one place."""
    if one.where is other.where:
        return True
    narrow, wide = (one, other) if other.where in _up(one.where) else (other, one)
    return wide.where in _up(narrow.where) and not narrow.first


def _up(where: Where) -> tuple[Where, ...]:
    return (where, *_up(WITHIN[where])) if where in WITHIN else (where,)
