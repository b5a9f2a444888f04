// How a session takes answers away. Internal to session.cpp.
#pragma once

#include "kiosk/intake/session.h"

namespace intake {

/// What identifies her goes, for good, the moment she chooses to stay anonymous. Says in
/// `identifying_dropped` whether there was anything.
void follow_decision(Session& session);
/// Declines what is asked at and below `id`, and takes away what is no longer asked because of
/// that; further instances of a group go.
void decline(Session& session, NodeId id);
/// What shows on the current page has been asked.
void mark_asked(Session& session);
/// She hands the screen back when `next`, the page she goes to, is outside the part that she
/// answers alone: what she answered there is out of reach from then on.
void leave_private_part(Session& session, std::optional<std::size_t> next);

} // namespace intake
