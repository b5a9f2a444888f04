// What a test may read of the running terminal, over a unix socket, one JSON object a line.
// Compiled in only with KIOSK_AUTOMATION; it can press nothing. Each screen process answers while
// its page shows and then closes the connection: the next one listens at the same socket.
//
//   {"op":"tree"}     what the last frame showed: screen, language, direction, nodes with
//                     rectangles
//   {"op":"settled"}  answers when no frame is due any more
//   {"op":"stats"}    frames drawn, draw calls, processor time of a frame
//   {"op":"advance","seconds":N}  puts the clock forward; answers at once
#pragma once

#include "i18n/wiping.h"
#include "kiosk/app.h"
#include "kiosk/host/clock.h"

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace kiosk {

class Automation {
public:
    /// Text that is wiped when it goes.
    using Reply = std::basic_string<char, std::char_traits<char>, i18n::WipingAllocator<char>>;

    /// Listens at `socket`, which must not exist. The error is a sentence.
    static std::expected<wire::Descriptor, std::string> listen(const std::filesystem::path& socket);
    /// Answers at `listener`, which must outlive it. `clock`: the terminal's own.
    Automation(int listener, host::AdjustableClock& clock);
    ~Automation();
    Automation(const Automation&) = delete;
    Automation& operator=(const Automation&) = delete;

    /// Answers a waiting question, on the drawing thread. True if one cannot be answered yet.
    bool serve(App& app);

private:
    enum class Op { None, Tree, Settled, Stats, Advance };
    void run();
    void talk(int client);
    bool answer_lines(int client, std::string& pending);
    Reply answer_to(const std::string& line);

    const int listener_;
    host::AdjustableClock& clock_;
    const wire::Descriptor bell_;
    std::mutex mutex_;
    std::condition_variable answered_;
    Op asked_ = Op::None; // guarded by mutex_, and so are the next three
    double seconds_ = 0;  // for Op::Advance
    std::optional<Reply> answer_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace kiosk
