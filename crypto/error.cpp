// The sentence for each error. Fixed text only: input never reaches it.
#include "crypto/error.h"

#include "crypto/check.h"

namespace crypto {

std::string_view describe(Error error) {
    switch (error) {
    case Error::BadEncoding:
        return "the text is not a canonical encoding";
    case Error::BadHeader:
        return "this is not a valid age v1 header";
    case Error::BadHmac:
        return "the age header was changed";
    case Error::NoMatch:
        return "no identity opens this file";
    case Error::NoMemory:
        return "this machine has too little memory for a file with so slow a passphrase";
    case Error::BadPayload:
        return "the age payload is damaged or has the wrong length";
    case Error::BadArmor:
        return "the ASCII armor is damaged";
    case Error::BadKey:
        return "the key is not valid";
    case Error::BadSignature:
        return "the signature does not verify";
    case Error::BadEnvelope:
        return "this is not a version 1 envelope, or its lengths disagree";
    case Error::Mismatch:
        return "the identifiers inside and outside the seal differ";
    case Error::BadList:
        return "the list is not JSON of the expected shape";
    case Error::TooFewSignatures:
        return "too few of the configured keys signed the list";
    case Error::OldVersion:
        return "the list is older than one already accepted or than the floor";
    case Error::Conflict:
        return "a different list with the same version was already accepted";
    case Error::BrokenChain:
        return "the list names another list before it than the one already accepted";
    case Error::TooFewRecipients:
        return "too few recipients";
    case Error::TooManyRecipients:
        return "more than eight active recipients";
    case Error::BadReceipt:
        return "this is not a receipt for the envelope by a listed key";
    case Error::TooLarge:
        return "larger than the format permits";
    }
    CHECK(false);
}

} // namespace crypto
