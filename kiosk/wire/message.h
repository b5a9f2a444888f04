// The words the terminal's screen process and its queue exchange over their socket.
// Encodes and reads bytes; opens no socket. A message is one SEQPACKET datagram; the sealed file of
// a `put` travels beside it as a sealed memfd, because it can be larger than a datagram.
#pragma once

#include "crypto/envelope.h"
#include "crypto/lists.h"

#include <variant>

namespace wire {

inline constexpr std::uint8_t kProtocolVersion = 1;

// From the screen process.
struct Hello {};
struct Put {
    crypto::SubmissionId submission{};
    crypto::Hash manifest{};
    std::uint32_t age_length = 0; ///< bytes in the memfd that comes with it
};
struct Status {};
using Request = std::variant<Hello, Put, Status>;

// From the queue.
struct HelloReply {
    crypto::KioskId kiosk{};
    crypto::SignedList manifest; ///< empty bytes: none received yet
    bool open_for_forms = false; ///< false until one test record has a verified receipt
};
struct Stored {
    crypto::EnvelopeId envelope{};
};
enum class RefusedReason : std::uint8_t {
    DiskFull = 1,
    InputOutput = 2,
    NotAReferral = 3,    ///< not age with eight stanzas of a permitted length
    UnknownManifest = 4, ///< sealed to a list the queue does not hold
    Conflict = 5,        ///< this submission id is taken by other bytes
};
struct Refused {
    RefusedReason reason{};
};
enum class Fill : std::uint8_t { None = 0, Some = 1, NearlyFull = 2 };
struct StatusReply {
    Fill fill = Fill::None;
    bool online = false;
    std::string last_receipt_day; ///< ISO 8601, empty when there was none
};
using Reply = std::variant<HelloReply, Stored, Refused, StatusReply>;

enum class Error { BadMessage };

crypto::Bytes encode(const Request& request);
crypto::Bytes encode(const Reply& reply);
/// BadMessage for any byte too many, too few or out of range.
std::expected<Request, Error> parse_request(crypto::ByteView datagram);
std::expected<Reply, Error> parse_reply(crypto::ByteView datagram);

} // namespace wire
