#include "kiosk/window.h"

#include "crypto/check.h"
#include "kiosk/window_picture.h"

#include <GLFW/glfw3.h>
#include <algorithm>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <limits>

namespace kiosk {
namespace {

// OpenGL 3.3 names that the system's gl.h (1.x) does not have.
constexpr GLint kR8 = 0x8229;
constexpr GLenum kTextureSwizzle = 0x8E46;
constexpr GLenum kClampToEdge = 0x812F;

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kLookPause = 0.2; // a monitor that is switched changes in several steps
constexpr double kRestated =
    1; // seconds; a loss that nobody tells of lasts no longer than that and a touch
constexpr int kMostTries = 5;
constexpr int kLeastSide = 320; // of a screen without a monitor, which may be a pixel

// Where the window is and where it should be.
struct Fit {
    x11::Place window;
    x11::Place monitor;
    bool operator==(const Fit&) const = default;
};

} // namespace

struct Window::Native {
    GLFWwindow* window = nullptr;
    WindowInput input;
    std::optional<x11::ScreenSaverOff> lit; ///< full screen: it follows the monitor
    double look_at = kNever;                ///< at the monitor
    Fit tried;                              ///< that the last looks found and could not mend
    int tries = 0;
    std::size_t mark = 0;      ///< of the picture that shows
    double shown_at = -kNever; ///< when it was drawn
    bool bared = true;         ///< it may be there no more, or its glyphs are others
};

namespace {

// GLFW's own full screen is not used: it sets a video mode of a list that is as old as the
// monitor's connection, and gives the window up with the monitor.
GLFWwindow* create_full_screen() {
    for (const int hint : {GLFW_VISIBLE, GLFW_DECORATED, GLFW_FOCUS_ON_SHOW}) {
        glfwWindowHint(hint, GLFW_FALSE);
    }
    x11::watch_monitors();
    const x11::Place place = x11::monitor().value_or(x11::whole_screen());
    GLFWwindow* window =
        glfwCreateWindow(std::max(place.width, kLeastSide), std::max(place.height, kLeastSide), " ",
                         nullptr, nullptr);
    if (window != nullptr) {
        x11::ask_full_screen(window);
        glfwSetWindowPos(window, place.x, place.y);
        glfwShowWindow(window);
    }
    return window;
}

// The title says nothing: it can show in a task list.
GLFWwindow* create_window(std::optional<WindowSize> windowed) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    return windowed ? glfwCreateWindow(windowed->width, windowed->height, " ", nullptr, nullptr)
                    : create_full_screen();
}

x11::Place place_of(GLFWwindow* window) {
    x11::Place place;
    glfwGetWindowPos(window, &place.x, &place.y);
    glfwGetWindowSize(window, &place.width, &place.height);
    return place;
}

std::vector<std::uint64_t> make_textures(std::size_t count) {
    std::vector<GLuint> names(count);
    glGenTextures(static_cast<GLsizei>(count), names.data());
    return {names.begin(), names.end()};
}

} // namespace

Window::Window(std::unique_ptr<Native> native) : native_(std::move(native)) {}

std::expected<std::unique_ptr<Window>, std::string> Window::open(std::optional<WindowSize> windowed,
                                                                 std::size_t textures) {
    if (glfwInit() != GLFW_TRUE) {
        return std::unexpected("no display can be opened (is DISPLAY set?)");
    }
    auto native = std::make_unique<Native>();
    native->window = create_window(windowed);
    if (native->window == nullptr) {
        glfwTerminate();
        return std::unexpected("no window with OpenGL 3.3 can be opened");
    }
    glfwMakeContextCurrent(native->window);
    glfwSwapInterval(1);
    std::unique_ptr<Window> window(new Window(std::move(native)));
    window->textures_ = make_textures(textures);
    window->native_->input.listen(window->native_->window, windowed.has_value());
    if (!windowed) {
        window->native_->lit.emplace();
        window->native_->look_at = now(); // it may have changed since
    }
    window->start_imgui();
    return window;
}

Window::~Window() {
    stop_imgui();
    native_->lit.reset();
    glfwDestroyWindow(native_->window);
    glfwTerminate();
}

void Window::start_imgui() {
    native_->bared = true; // nothing is known of what a new context shows
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui_ImplGlfw_InitForOpenGL(native_->window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    // The clipboard would carry one person's words to the next.
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_GetClipboardTextFn = nullptr;
    platform.Platform_SetClipboardTextFn = nullptr;
}

void Window::stop_imgui() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplGlfw_Shutdown(); // gives our own callbacks back to GLFW
    ImGui::DestroyContext();
}

void Window::fresh_context() {
    stop_imgui();
    start_imgui();
    // The pointer has not moved: a press right now must still land where it is.
    double x = 0;
    double y = 0;
    glfwGetCursorPos(native_->window, &x, &y);
    ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}

Happened Window::wait(double timeout) {
    const double asleep = now();
    const double look = std::max(0.0, native_->look_at - asleep);
    const double most = timeout < 0 ? look : std::min(timeout, look);
    if (most == kNever) {
        glfwWaitEvents();
    } else if (most == 0) {
        glfwPollEvents();
    } else {
        glfwWaitEventsTimeout(most);
    }
    // Whatever ended the sleep may have been the monitor; asking at once, and each time, would cost
    // every press its time.
    if (native_->lit && native_->look_at == kNever) {
        native_->look_at = now() + kLookPause;
    } else if (now() >= native_->look_at) {
        follow_monitor();
    }
    const Happened happened = native_->input.take();
    native_->bared = native_->bared || happened.bared;
    return happened;
}

// A window manager may be doing the same, or refuse: what does not help is not repeated for ever.
void Window::follow_monitor() {
    native_->look_at = kNever;
    const auto monitor = x11::monitor();
    const Fit fit{place_of(native_->window), monitor.value_or(x11::Place{})};
    if (!monitor || fit.window == fit.monitor) {
        return;
    }
    native_->tries = fit == native_->tried ? native_->tries + 1 : 0;
    native_->tried = fit;
    if (native_->tries < kMostTries) {
        x11::ask_full_screen(native_->window);
        glfwSetWindowPos(native_->window, fit.monitor.x, fit.monitor.y);
        glfwSetWindowSize(native_->window, fit.monitor.width, fit.monitor.height);
        native_->look_at = now() + kLookPause;
    }
}

void Window::wake() {
    glfwPostEmptyEvent();
}

bool Window::closed() const {
    return glfwWindowShouldClose(native_->window) == GLFW_TRUE;
}

double Window::now() {
    return glfwGetTime();
}

WindowSize Window::size() const {
    WindowSize size;
    glfwGetWindowSize(native_->window, &size.width, &size.height);
    return size;
}

void Window::begin_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
}

void Window::upload(const GlyphBlock& block) {
    CHECK(block.texture < textures_.size());
    native_->bared = true;
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(textures_[block.texture]));
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1); // rows of single bytes
    glPixelStorei(GL_UNPACK_ROW_LENGTH, block.side);
    GLint width = 0;
    glGetTexLevelParameteriv(GL_TEXTURE_2D, 0, GL_TEXTURE_WIDTH, &width);
    if (width != block.side) {
        // Coverage becomes alpha of a white texel, so that ImGui's own shader draws it.
        constexpr GLint kWhiteWithRedAsAlpha[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
        glTexParameteriv(GL_TEXTURE_2D, kTextureSwizzle, kWhiteWithRedAsAlpha);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, kClampToEdge);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, kClampToEdge);
        glTexImage2D(GL_TEXTURE_2D, 0, kR8, block.side, block.side, 0, GL_RED, GL_UNSIGNED_BYTE,
                     block.page);
    } else {
        const std::byte* first = block.page + block.y * block.side + block.x;
        glTexSubImage2D(GL_TEXTURE_2D, 0, block.x, block.y, block.width, block.height, GL_RED,
                        GL_UNSIGNED_BYTE, first);
    }
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void Window::drop_frame() {
    ImGui::EndFrame();
}

// A press makes frames in which nothing changes, and to draw one costs a terminal without a
// graphics processor a hundred times what it costs to find that out.
bool Window::shows_already() {
    const ImDrawData& data = *ImGui::GetDrawData();
    const std::size_t mark = picture_mark(data);
    const bool waits = std::ranges::any_of(*data.Textures, [](const ImTextureData* texture) {
        return texture->Status != ImTextureStatus_OK;
    });
    const bool same = !std::exchange(native_->bared, false) && !waits && mark == native_->mark &&
                      now() < native_->shown_at + kRestated;
    native_->mark = mark;
    return same;
}

Drawn Window::end_frame() {
    ImGui::Render();
    ImDrawData* data = ImGui::GetDrawData();
    const bool same = shows_already();
    if (!same) {
        glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
                   static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
        ImGui_ImplOpenGL3_RenderDrawData(data);
        glfwSwapBuffers(native_->window);
        native_->shown_at = now();
    }
    Drawn drawn{.shown = !same};
    for (const ImDrawList* list : data->CmdLists) {
        drawn.calls += list->CmdBuffer.Size;
    }
    return drawn;
}

} // namespace kiosk
