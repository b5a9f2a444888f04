// The desk's line to the centre: HTTPS with the desk's client certificate, TLS 1.3, no redirects,
// no proxy. Brings bytes and believes none of them. The only user of libcurl here is centre.cpp.
#pragma once

#include "central/desk/desk_config.h"
#include "central/lists/lists_body.h"
#include "crypto/envelope.h"

#include <memory>

namespace central::desk {

enum class CentreError {
    Unreachable, ///< no connection, or the centre's certificate is not the one expected
    NotAllowed,  ///< the centre does not take this client certificate for a desk's
    BrokenOff,   ///< a TLS server that knows no such certificate, or the network
    NotFound,
    Failed,    ///< 5xx or anything unexpected
    BadAnswer, ///< not of the protocol's shape
    BadFiles,  ///< CA, certificate or key file cannot be used
};
/// One English sentence for the terminal.
std::string_view describe(CentreError error);
template <class T>
using CentreResult = std::expected<T, CentreError>;

/// One line of the inbox.
struct InboxLine {
    crypto::EnvelopeId id{};
    std::string day;                ///< ISO 8601
    std::vector<std::string> flags; ///< words of the protocol: "fork", "gap", ...
};
struct InboxPage {
    std::vector<InboxLine> lines;
    std::int64_t next = 0; ///< the cursor to ask after; nothing more when `lines` is empty
};

class Centre {
public:
    explicit Centre(const DeskConfig& config);
    ~Centre();
    Centre(const Centre&) = delete;
    Centre& operator=(const Centre&) = delete;

    CentreResult<SignedLists> lists();
    /// An older manifest by its hash, as the centre sent it: in_chain() says whether it is one.
    CentreResult<crypto::Bytes> manifest(const crypto::Hash& hash);
    CentreResult<InboxPage> page(std::int64_t after);
    CentreResult<crypto::Bytes> envelope(const crypto::EnvelopeId& id);

private:
    struct Line;
    CentreResult<std::string> get(const std::string& path);
    CentreResult<crypto::Bytes> bytes_at(const std::string& path);
    const DeskConfig& config_;
    std::unique_ptr<Line> line_;
};

/// Every line of the inbox, page after page.
CentreResult<std::vector<InboxLine>> all_lines(Centre& centre);

} // namespace central::desk
