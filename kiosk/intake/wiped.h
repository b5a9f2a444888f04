// Vectors in locked memory, which is zeroed before it goes back: answers that are not text are kept
// like those that are.
#pragma once

#include "crypto/secret_pool.h"

namespace intake {

template <class T>
using WipedVector = crypto::SecretVector<T>;

} // namespace intake
