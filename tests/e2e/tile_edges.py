#!/usr/bin/python3
"""A press counts only where the tile is: just inside each edge it does, just outside it does not, and
a press that leaves the tile before it is released does not."""
from stage import referral, stage, to_question

with stage() as set_up:
    screen = set_up.screen
    screen.press("language.en")
    to_question(screen, "decision")

    def chosen():
        return [node.id for node in screen.tree()["nodes"] if "chosen" in node.state and node.id.startswith("decision.")]

    tile = screen.node("decision.contact_me_first")
    assert chosen() == [], "something is chosen before anybody chose"
    middle_x, middle_y = tile.middle()
    outside = [(tile.x - 3, middle_y), (tile.x + tile.width + 3, middle_y),
               (middle_x, tile.y - 3), (middle_x, tile.y + tile.height + 3)]
    for x, y in outside:
        screen.press_at(x, y)
        assert "decision.contact_me_first" not in chosen(), f"a press outside at {x},{y} counted"
    inside = [(tile.x + 2, middle_y), (tile.x + tile.width - 3, middle_y),
              (middle_x, tile.y + 2), (middle_x, tile.y + tile.height - 3)]
    for x, y in inside:
        screen.press("decision.anonymous_only")
        assert chosen() == ["decision.anonymous_only"]
        screen.press_at(x, y)
        assert chosen() == ["decision.contact_me_first"], f"a press inside at {x},{y} did not count"

    # The middle of the screen, where an X server leaves the pointer at first and GLFW hears no motion to:
    # a press there is a press there, not one more where the pointer was heard of last.
    centre = (960, 540)
    there = [node for node in screen.tree()["nodes"] if node.id.startswith("decision.") and node.role == "option"
             and node.x <= centre[0] < node.x + node.width and node.y <= centre[1] < node.y + node.height]
    assert len(there) == 1, "no tile covers the middle of the screen: this proves nothing"
    other = "decision.refer_me" if there[0].id != "decision.refer_me" else "decision.not_now"
    screen.press(other)
    assert chosen() == [other]
    screen.press_at(*centre)
    assert chosen() == [there[0].id], f"a press in the middle of the screen chose {chosen()}"
    screen.press(other)
    assert chosen() == [other], f"a press where one was before the middle chose {chosen()}"

    # Pressed inside, released outside: nothing. Pressed outside, released inside: nothing.
    screen.press("decision.anonymous_only")
    for start, end in (((middle_x, middle_y), outside[0]), (outside[0], (middle_x, middle_y))):
        screen.xdotool("mousemove", round(start[0]), round(start[1]), "sleep", 0.05, "mousedown", 1, "sleep", 0.1,
                       "mousemove", round(end[0]), round(end[1]), "sleep", 0.1, "mouseup", 1, "sleep", 0.1)
        assert chosen() == ["decision.anonymous_only"], "a press that left its tile counted"

    # What the desk reads is what counted, and nothing else.
    screen.press("nav.next")
    while screen.name() == "question":
        screen.press("nav.skip")
    screen.wait_for("review")
    screen.press("nav.keep")
    tree = screen.wait_for("kept", 30)
    shown = " ".join(node.name for node in tree["nodes"])
    assert "contacts you" not in shown, f"an anonymous person is promised a contact: {shown}"
    (sheet, record), = set_up.wait_for_referrals(1)
    assert referral.entered(record)["decision"] == ["anonymous_only"]
    assert "Keskus:" not in sheet and "demonstration" not in sheet, "the desk says where an anonymous record is from"
print("presses count exactly where the tile is")
