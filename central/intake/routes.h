// What the centre answers to each request: takes envelopes in, gives lists out, and gives envelopes
// to desks. Knows no socket. Everything is checked before anything is written.
#pragma once

#include "central/intake/server.h"
#include "central/lists/list_folder.h"
#include "central/store/store.h"
#include "crypto/signing.h"

#include <memory>

namespace central {

/// A body may be this large: an envelope, and a little so that one byte too many is answered 413 by
/// reading it rather than by closing.
inline constexpr std::size_t kBodyLimit = crypto::kMaxEnvelopeBytes + 4096;

/// Lines in one page of GET /v1/envelopes.
inline constexpr std::size_t kPage = 200;

class Routes {
public:
    /// `receipt_name` is the key's name in the receipts (no spaces, no '+').
    Routes(std::unique_ptr<Store> store, ListFolder lists, crypto::SigningKey receipt_key,
           std::string receipt_name);

    HttpReply answer(const HttpRequest& request);

private:
    HttpReply put_envelope(const HttpRequest& request, std::string_view id);
    HttpReply get_lists();
    HttpReply get_older_manifest(const HttpRequest& request, std::string_view hash);
    HttpReply get_page(const HttpRequest& request, std::string_view query);
    HttpReply get_envelope(const HttpRequest& request, std::string_view id);

    std::unique_ptr<Store> store_;
    ListFolder lists_;
    crypto::SigningKey receipt_key_;
    std::string receipt_name_;
};

} // namespace central
