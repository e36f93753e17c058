"""Another program that reads and uses the window through the accessibility bus, as a screen reader does.

Run by the system's own Python, which has pyatspi; prints a line for everything it reads, does and hears.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import pyatspi
from gi.repository import GLib

PATIENCE = 30.0
CONTROL = 37
"""The left Control key, by its place on the keyboard."""


def say(*words: object) -> None:
    print(*words, flush=True)


def let_events_come(seconds: float = 0.1) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        GLib.MainContext.default().iteration(False)  # noqa: FBT003 - the library knows no name for it
        time.sleep(0.01)


def wait_for(look: Callable[[], Any], what: str) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = look()
        if found:
            return found
        let_events_come()
    say("missing:", what)
    sys.exit(1)


def application() -> Any:
    desktop = pyatspi.Registry.getDesktop(0)
    return next((one for one in desktop if one is not None and one.name == "Plateau Doctor"), None)


def below(one: Any) -> Iterator[Any]:
    try:
        yield one
        for child in one:
            if child is not None:
                yield from below(child)
    except (LookupError, RuntimeError, GLib.Error):  # what is looked at may go away meanwhile
        return


def shown(role: Any, start: str, window: Any) -> Any:
    for one in below(window):
        state = one.getState()
        if one.getRole() == role and one.name.startswith(start) and state.contains(pyatspi.STATE_SHOWING):
            return one
    return None


def press(one: Any) -> None:
    say("presses:", one.name)
    one.queryAction().doAction(0)
    let_events_come(0.3)


HEARD: list[str] = []


def heard(event: Any) -> None:
    name = event.source.name if event.source is not None else ""
    news = event.type.startswith("object:announcement")
    HEARD.append(f"{event.type} {event.detail1} {event.any_data if news else name or event.any_data}")
    say("hears:", HEARD[-1])


def press_control(letter: str) -> None:
    """Press Control and a letter where the focus is, as a keyboard would."""
    generate = pyatspi.Registry.generateKeyboardEvent
    generate(CONTROL, None, pyatspi.KEY_PRESS)
    generate(ord(letter), None, pyatspi.KEY_SYM)
    generate(CONTROL, None, pyatspi.KEY_RELEASE)


def main() -> None:
    window = wait_for(application, "the application")
    for kind in ("object:state-changed:checked", "object:announcement"):
        pyatspi.Registry.registerEventListener(heard, kind)
    button, radio, text = pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_RADIO_BUTTON, pyatspi.ROLE_TEXT
    press(wait_for(lambda: shown(button, "1. Check my own business", window), "the first door"))
    field = wait_for(lambda: shown(text, "Name of the business", window), "the name")
    field.queryEditableText().setTextContents("Corner Shop")
    press(wait_for(lambda: shown(button, "Start the questions", window), "the start"))

    def options(number: int) -> Any:
        groups = (one for one in below(window) if one.name.startswith(f"Question {number} of"))
        return next((g for g in groups if sum(1 for _o in below(g)) > 5), None)

    group = wait_for(lambda: options(1), "question 1")
    say("reads:", group.name)
    for one in below(group):
        if one.getRole() == radio:
            say("reads:", one.name, "chosen" if one.getState().contains(pyatspi.STATE_CHECKED) else "not chosen")
    press(wait_for(lambda: shown(radio, "2. ", window), "option 2"))
    chosen = shown(radio, "2. ", window)
    say("reads:", chosen.name, "chosen" if chosen.getState().contains(pyatspi.STATE_CHECKED) else "not chosen")
    press(wait_for(lambda: shown(button, "Continue", window), "the way on"))
    say("reads:", wait_for(lambda: options(2), "question 2").name)
    say("presses: Ctrl+I")
    press_control("i")
    wait_for(lambda: any("announcement" in one for one in HEARD), "why it is asked")


main()
