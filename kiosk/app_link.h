// The terminal's line to its queue, on a thread of its own: connects, asks for the signed list,
// hands over sealed files. It never sees an answer, and drawing never waits for it.
#pragma once

#include "kiosk/wire/channel.h"

#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace kiosk {

/// What has come from the queue.
struct LinkLost {};
enum class PutOutcome : std::uint8_t {
    Stored,
    NotStored, ///< the same bytes may be put again
    SealAgain, ///< not stored, and these bytes never will be
    Unknown,   ///< no answer: putting the same bytes again stores them once at most
};
struct PutDone {
    crypto::SubmissionId submission{};
    PutOutcome outcome = PutOutcome::NotStored;
    bool online = false; ///< only when stored: the queue reached the centre lately
};
using LinkEvent = std::variant<wire::HelloReply, LinkLost, PutDone>;

struct SealedReferral {
    crypto::SubmissionId submission{};
    crypto::Hash manifest{};
    crypto::Bytes age;
};

class QueueLink {
public:
    /// Starts connecting. `user`: who must own the other end; a stranger counts as unreachable.
    /// `wake` is called on the link's thread whenever take() has something new.
    QueueLink(std::filesystem::path socket, std::optional<uid_t> user, std::function<void()> wake);
    ~QueueLink();
    QueueLink(const QueueLink&) = delete;
    QueueLink& operator=(const QueueLink&) = delete;

    /// Hands the file over; a PutDone follows within about kPutTimeout, whatever happens.
    void put(SealedReferral referral);
    /// Asks for the list again, soon.
    void refresh();
    std::vector<LinkEvent> take();

    static constexpr std::chrono::seconds kPutTimeout{10};

private:
    void run();
    bool connect();
    void say_hello();
    PutOutcome hand_over(const SealedReferral& referral);
    PutDone carry_out(const SealedReferral& referral);
    bool ask_online();
    void sleep(std::chrono::milliseconds time);
    void report(LinkEvent event);
    std::optional<SealedReferral> next_put();

    const std::filesystem::path socket_;
    const std::optional<uid_t> user_;
    const std::function<void()> wake_;
    wire::Descriptor bell_; ///< an eventfd: rings for put(), refresh() and the end

    std::mutex mutex_;
    std::optional<SealedReferral> waiting_; // guarded by mutex_, and so are the next three
    bool refresh_ = false;
    bool stopping_ = false;
    std::vector<LinkEvent> events_;

    // Of the thread only.
    std::unique_ptr<wire::Channel> channel_; ///< null: not connected
    bool open_for_forms_ = false;
    bool told_lost_ = false;
    std::thread thread_; ///< last: runs when everything else is there
};

} // namespace kiosk
