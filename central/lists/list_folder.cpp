// Reads the signed lists from disk and applies the acceptance rules to what changed.
#include "central/lists/list_folder.h"

#include "central/lists/list_chain.h"
#include "kiosk/host/log.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <vector>

namespace central {

namespace {

constexpr std::size_t kLargestList = 4 * 1024 * 1024;
constexpr int kMostSignatures = 32;
constexpr std::string_view kSeen = "seen";

std::expected<std::string, ListFault> read_file(const std::filesystem::path& file) {
    auto text = host::read_whole(file, kLargestList);
    if (!text) {
        return std::unexpected(ListFault{file, std::move(text.error().reason)});
    }
    return std::move(*text);
}

std::expected<crypto::SignedList, ListFault> read_list(const std::filesystem::path& file) {
    const std::expected<std::string, ListFault> text = read_file(file);
    if (!text) {
        return std::unexpected(text.error());
    }
    crypto::SignedList list;
    crypto::append(list.bytes, crypto::bytes_of(*text));
    for (int i = 1; i <= kMostSignatures; ++i) {
        const std::filesystem::path signature = file.string() + ".minisig." + std::to_string(i);
        const auto there = host::is_there(signature);
        if (!there) {
            return std::unexpected(ListFault{signature, there.error().reason});
        }
        if (!*there) {
            continue;
        }
        std::expected<std::string, ListFault> note = read_file(signature);
        if (!note) {
            return std::unexpected(note.error());
        }
        list.signatures.push_back(std::move(*note));
    }
    return list;
}

} // namespace

std::expected<VerifiedLists, ListFault> ListFolder::read(const HeldLists& held) const {
    const std::filesystem::path manifest_file = folder_ / "manifest.json";
    const std::filesystem::path kiosks_file = folder_ / "kiosks.json";
    std::expected<crypto::SignedList, ListFault> manifest = read_list(manifest_file);
    if (!manifest) {
        return std::unexpected(manifest.error());
    }
    std::expected<crypto::SignedList, ListFault> kiosks = read_list(kiosks_file);
    if (!kiosks) {
        return std::unexpected(kiosks.error());
    }
    std::expected<VerifiedLists, ListProblem> verified = verify_lists(
        {.manifest = std::move(*manifest), .kiosks = std::move(*kiosks)}, trust_, held);
    if (!verified) {
        const auto [list, error] = verified.error();
        return std::unexpected(ListFault{list == ListName::Manifest ? manifest_file : kiosks_file,
                                         std::string(crypto::describe(error))});
    }
    return std::move(*verified);
}

ListFolder::Mark ListFolder::mark() const {
    std::vector<std::string> lines;
    std::error_code error;
    for (std::filesystem::directory_iterator it(folder_, error), end; !error && it != end;
         it.increment(error)) {
        std::error_code gone;
        const auto size = it->file_size(gone);
        const auto time = it->last_write_time(gone).time_since_epoch().count();
        lines.push_back(it->path().filename().string() + ' ' + std::to_string(size) + ' ' +
                        std::to_string(time) + '\n');
    }
    std::ranges::sort(lines);
    Mark mark;
    for (const std::string& line : lines) {
        mark += line;
    }
    return mark;
}

void ListFolder::take(VerifiedLists next) {
    current_ = std::move(next);
    body_ = encode_lists(current_.lists);
    if (!keep_manifest(folder_ / kSeen, current_.lists.manifest.bytes)) {
        host::log(host::Event::CentralListNotKept);
    }
}

std::optional<crypto::Bytes> ListFolder::seen(const crypto::Hash& hash) const {
    return kept_manifest(folder_ / kSeen, hash);
}

std::expected<ListFolder, ListFault> ListFolder::open(std::filesystem::path folder, Trust trust) {
    ListFolder lists(std::move(folder), std::move(trust));
    lists.seen_ = lists.mark();
    lists.looked_ = Clock::now();
    std::expected<VerifiedLists, ListFault> read = lists.read({});
    if (!read) {
        return std::unexpected(read.error());
    }
    lists.take(std::move(*read));
    return lists;
}

std::optional<ListFault> ListFolder::fault_of(std::filesystem::path folder, Trust trust) {
    const ListFolder lists(std::move(folder), std::move(trust));
    auto read = lists.read({});
    return read ? std::nullopt : std::optional(std::move(read.error()));
}

void ListFolder::refresh() {
    const Clock::time_point now = Clock::now();
    if (now - looked_ < std::chrono::seconds(1)) {
        return;
    }
    looked_ = now;
    Mark found = mark();
    if (found == seen_) {
        return;
    }
    seen_ = std::move(found);
    std::expected<VerifiedLists, ListFault> next = read(held_of(current_));
    if (!next) {
        const bool manifest = next.error().file.filename().string().starts_with("manifest");
        host::log(host::Event::CentralListRefused,
                  {{"list", manifest ? "manifest" : "kiosks"}, {"reason", next.error().reason}});
        return;
    }
    if (next->lists == current_.lists) {
        return;
    }
    host::log(host::Event::CentralListAccepted,
              {{"manifest", static_cast<std::int64_t>(next->manifest.version)},
               {"kiosks", static_cast<std::int64_t>(next->kiosks.version)}});
    take(std::move(*next));
}

} // namespace central
