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

} // namespace intake
