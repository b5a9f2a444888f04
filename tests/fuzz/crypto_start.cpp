// Starts libsodium before the first input.
#include "crypto/secret.h"

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    crypto::start();
    return 0;
}
