// What a test may read of the running terminal, over a unix socket, one JSON object a line.
// Compiled in only with KIOSK_AUTOMATION; it can press nothing.
//
//   {"op":"tree"}     what the last frame showed: screen, language, direction, nodes with
//   rectangles
//   {"op":"settled"}  answers when no frame is due any more
//   {"op":"stats"}    frames drawn, draw calls, processor time of a frame
#pragma once

#include "i18n/wiping.h"
#include "kiosk/app.h"

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
    static std::expected<std::unique_ptr<Automation>, std::string>
    open(const std::filesystem::path& socket);
    ~Automation();
    Automation(const Automation&) = delete;
    Automation& operator=(const Automation&) = delete;

    /// Answers a waiting question, on the drawing thread. True if one cannot be answered yet.
    bool serve(const App& app);

private:
    enum class Op { None, Tree, Settled, Stats };
    Automation(std::filesystem::path socket, wire::Descriptor listener);
    void run();
    void talk(int client);
    bool answer_lines(int client, std::string& pending);
    Reply answer_to(const std::string& line);

    const std::filesystem::path socket_;
    const wire::Descriptor listener_;
    const wire::Descriptor bell_;
    std::mutex mutex_;
    std::condition_variable answered_;
    Op asked_ = Op::None; // guarded by mutex_, and so are the next two
    std::optional<Reply> answer_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace kiosk
