#include "kiosk/automation.h"

#include "kiosk/ui/screens.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace kiosk {
namespace {

// What shows may be her code or her words: every string on its way to the test is wiped, or a
// search of the program's memory would find the instrument's own copies.
using json = nlohmann::basic_json<std::map, std::vector, Automation::Reply, bool, std::int64_t,
                                  std::uint64_t, double, i18n::WipingAllocator>;

json describe(const ui::Node& node) {
    const std::array flags{std::pair{node.chosen, "chosen"}, std::pair{node.focused, "focused"},
                           std::pair{!node.enabled, "disabled"}};
    std::string state;
    for (const auto& [set, name] : flags) {
        state += set ? (state.empty() ? "" : " ") + std::string(name) : "";
    }
    return {{"id", node.id},
            {"role", ui::name_of(node.role)},
            {"name", node.name},
            {"value", node.value},
            {"state", state},
            {"rect", {node.window.x, node.window.y, node.window.w, node.window.h}}};
}

Automation::Reply tree_of(const App& app) {
    const i18n::LocaleId& language = app.session().language;
    const bool right_to_left = i18n::direction_of(language) == i18n::Direction::RightToLeft;
    json nodes = json::array();
    for (const ui::Node& node : app.tree().nodes()) {
        nodes.push_back(describe(node));
    }
    return json{
        {"frame", app.stats().frames},          {"screen", ui::name_of(app.session().screen)},
        {"page", app.page_link_id()},           {"locale", language.tag},
        {"dir", right_to_left ? "rtl" : "ltr"}, {"nodes", nodes}}
        .dump();
}

Automation::Reply stats_of(const App& app) {
    std::vector<float> times = app.stats().cpu_ms;
    std::ranges::sort(times);
    const auto at = [&](double share) {
        return times.empty()
                   ? 0.0F
                   : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    return json{{"frames", app.stats().frames},
                {"shown", app.stats().shown},
                {"draw_calls", app.stats().draw_calls},
                {"cpu_ms_p50", at(0.5)},
                {"cpu_ms_p99", at(0.99)}}
        .dump();
}

} // namespace

std::expected<wire::Descriptor, std::string>
Automation::listen(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socket.string();
    if (path.size() >= sizeof address.sun_path) {
        return std::unexpected(path + ": is too long for a socket");
    }
    std::ranges::copy(path, address.sun_path);
    wire::Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto* any = reinterpret_cast<const sockaddr*>(&address);
    if (!listener || ::bind(listener.get(), any, sizeof address) != 0 ||
        ::listen(listener.get(), 4) != 0) {
        return std::unexpected(path + ": cannot be listened at");
    }
    return listener;
}

Automation::Automation(int listener, host::AdjustableClock& clock)
    : listener_(listener), clock_(clock), bell_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this] { run(); }) {}

Automation::~Automation() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    ::eventfd_write(bell_.get(), 1);
    answered_.notify_all();
    thread_.join();
}

void Automation::run() {
    while (true) {
        std::array<pollfd, 2> fds{pollfd{listener_, POLLIN, 0}, pollfd{bell_.get(), POLLIN, 0}};
        ::poll(fds.data(), fds.size(), -1);
        if (fds[1].revents != 0) {
            return;
        }
        const wire::Descriptor client(::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC));
        if (client) {
            talk(client.get());
        }
    }
}

void Automation::talk(int client) {
    std::string pending;
    std::array<char, 4096> buffer{};
    while (true) {
        std::array<pollfd, 2> fds{pollfd{client, POLLIN, 0}, pollfd{bell_.get(), POLLIN, 0}};
        ::poll(fds.data(), fds.size(), -1);
        const ssize_t got =
            fds[1].revents != 0 ? 0 : ::recv(client, buffer.data(), buffer.size(), 0);
        if (got <= 0) {
            return;
        }
        pending.append(buffer.data(), static_cast<std::size_t>(got));
        if (!answer_lines(client, pending)) {
            return;
        }
    }
}

// Answers every whole line of `pending`. False when the client has gone.
bool Automation::answer_lines(int client, std::string& pending) {
    for (auto end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
        const Reply reply = answer_to(pending.substr(0, end)) + "\n";
        pending.erase(0, end + 1);
        if (::send(client, reply.data(), reply.size(), MSG_NOSIGNAL) !=
            static_cast<ssize_t>(reply.size())) {
            return false;
        }
    }
    return true;
}

Automation::Reply Automation::answer_to(const std::string& line) {
    const json request = json::parse(line, nullptr, false);
    const Reply op = request.is_object() && request.contains("op") && request["op"].is_string()
                         ? request["op"].get<Reply>()
                         : Reply();
    const Op asked = op == "tree"      ? Op::Tree
                     : op == "settled" ? Op::Settled
                     : op == "stats"   ? Op::Stats
                     : op == "advance" ? Op::Advance
                                       : Op::None;
    if (asked == Op::None) {
        return R"({"error":"unknown op"})";
    }
    std::unique_lock lock(mutex_);
    answer_.reset();
    asked_ = asked;
    seconds_ = asked == Op::Advance ? request.value("seconds", 0.0) : 0;
    lock.unlock();
    Window::wake();
    lock.lock();
    answered_.wait(lock, [this] { return answer_.has_value() || stopping_; });
    return answer_.value_or("{}");
}

bool Automation::serve(App& app) {
    const std::scoped_lock lock(mutex_);
    switch (asked_) {
    case Op::None:
        return false;
    case Op::Settled:
        if (!app.settled()) {
            return true;
        }
        answer_ = json{{"settled", true}, {"frame", app.stats().frames}}.dump();
        break;
    case Op::Tree:
        answer_ = tree_of(app);
        break;
    case Op::Stats:
        answer_ = stats_of(app);
        break;
    case Op::Advance:
        clock_.advance(std::max(0.0, seconds_));
        app.clock_moved();
        answer_ = json{{"advanced", seconds_}}.dump();
        break;
    }
    asked_ = Op::None;
    answered_.notify_all();
    return false;
}

} // namespace kiosk
