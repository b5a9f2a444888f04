// One function a screen: draws what the session says and turns presses into actions.
#pragma once

#include "kiosk/ui/furniture.h"

namespace ui {

void draw_start(Ui& ui);
void draw_surroundings(Ui& ui);
void draw_notice(Ui& ui);
void draw_question(Ui& ui);
void draw_review(Ui& ui);
void draw_keeping(Ui& ui);
void draw_kept(Ui& ui);
void draw_not_kept(Ui& ui);
void draw_everyday(Ui& ui);
void draw_not_ready(Ui& ui);
/// In front of all of them: are you still there?
void draw_still_here(Ui& ui, const StillHere& asked);
/// Page after page was passed over: whether to go on.
void draw_hurry(Ui& ui);
/// Seconds until Keep reacts; 0: it does, or is not there.
double keep_wakes_in(const View& view);

/// The bars that each screen asks for.
Bars bars_of(Ui& ui);
/// What a press in a bar means on this screen.
void act_on(Ui& ui, BarEvent event);
/// "start", "notice", "question", ... the same in every language.
std::string_view name_of(intake::Screen screen);

} // namespace ui
