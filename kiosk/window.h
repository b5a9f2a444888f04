// The one window: GLFW, OpenGL 3 and the ImGui context. Sleeps until something happens, keeps to
// the monitor, and draws only when asked to. Knows no screen and no session.
#pragma once

#include "kiosk/window_input.h"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kiosk {

struct WindowSize {
    int width = 0;
    int height = 0;
};

/// A block of a page of 8-bit coverage that has changed.
struct GlyphBlock {
    std::size_t texture = 0; ///< into textures()
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int side = 0; ///< of the whole square page
    const std::byte* page = nullptr;
};

/// What became of a frame.
struct Drawn {
    bool shown = false; ///< not where it is the picture that shows already
    int calls = 0;      ///< draw calls of the frame, shown or not
};

class Window {
public:
    /// Full screen on the primary monitor, whatever becomes of it and whenever it comes, or a
    /// window of `windowed` pixels. `textures` pages of glyphs. The error is a sentence.
    static std::expected<std::unique_ptr<Window>, std::string>
    open(std::optional<WindowSize> windowed, std::size_t textures);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Sleeps until an event, wake() or `timeout` seconds (negative: no limit), at times less.
    Happened wait(double timeout);
    /// Ends wait() from any thread.
    static void wake();
    /// Only a window that is not full screen can be.
    bool closed() const;
    static double now(); ///< seconds, monotonic
    WindowSize size() const;
    const std::vector<std::uint64_t>& textures() const { return textures_; }

    void begin_frame();
    void upload(const GlyphBlock& block);
    /// Ends the frame without showing it: its input was taken in, no more.
    void drop_frame();
    /// Renders and shows the frame, unless it is the one that shows.
    Drawn end_frame();
    /// Forgets everything ImGui holds of the last person.
    void fresh_context();

private:
    struct Native;
    explicit Window(std::unique_ptr<Native> native);
    void start_imgui();
    void stop_imgui();
    void follow_monitor();
    bool shows_already();

    std::unique_ptr<Native> native_;
    std::vector<std::uint64_t> textures_;
};

} // namespace kiosk
