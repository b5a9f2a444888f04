#include "kiosk/window.h"

#include "crypto/check.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <utility>

namespace kiosk {
namespace {

// OpenGL 3.3 names that the system's gl.h (1.x) does not have.
constexpr GLint kR8 = 0x8229;
constexpr GLenum kTextureSwizzle = 0x8E46;
constexpr GLenum kClampToEdge = 0x812F;

GLFWmonitor* primary_monitor() {
    return glfwGetPrimaryMonitor();
}

} // namespace

struct Window::Native {
    GLFWwindow* window = nullptr;
    bool active = false;  ///< something happened since the last wait()
    double unheard_x = 0; ///< where the pointer stood when the window opened: see on_button()
    double unheard_y = 0;
    bool unheard = false; ///< the pointer is there, or came from there and was not heard since
};

namespace {

// Every callback notes that something happened. Keys and characters count as touches do: who types
// is there (some input methods give characters only, without a key). ImGui calls them before its
// own.
template <class Native, class... Arguments>
void mark_active(GLFWwindow* window, Arguments...) {
    static_cast<Native*>(glfwGetWindowUserPointer(window))->active = true;
}

template <class Native>
void on_motion(GLFWwindow* window, double, double) {
    mark_active<Native>(window);
    static_cast<Native*>(glfwGetWindowUserPointer(window))->unheard = false;
}

// GLFW 3.3 under X11 takes every motion to the place where the pointer stood when the window opened
// (often the middle of the screen) for its own doing and keeps it to itself, and then the motion
// back to where the pointer was before. A touch there would press what was touched before.
template <class Native>
void on_button(GLFWwindow* window, int, int, int) {
    mark_active<Native>(window);
    auto* native = static_cast<Native*>(glfwGetWindowUserPointer(window));
    double x = 0;
    double y = 0;
    glfwGetCursorPos(window, &x, &y);
    native->unheard = native->unheard || (x == native->unheard_x && y == native->unheard_y);
    if (native->unheard) {
        ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
    }
}

template <class Native>
void note_activity(Native& native) {
    GLFWwindow* window = native.window;
    glfwGetCursorPos(window, &native.unheard_x, &native.unheard_y);
    glfwSetWindowUserPointer(window, &native);
    glfwSetCursorPosCallback(window, on_motion<Native>);
    glfwSetMouseButtonCallback(window, on_button<Native>);
    glfwSetKeyCallback(window, mark_active<Native, int, int, int, int>);
    glfwSetCharCallback(window, mark_active<Native, unsigned>);
    glfwSetScrollCallback(window, mark_active<Native, double, double>);
    glfwSetFramebufferSizeCallback(window, mark_active<Native, int, int>);
    glfwSetWindowRefreshCallback(window, mark_active<Native>);
}

GLFWwindow* create_window(std::optional<WindowSize> windowed) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
    // The title says nothing: it can show in a task list.
    if (windowed) {
        return glfwCreateWindow(windowed->width, windowed->height, " ", nullptr, nullptr);
    }
    GLFWmonitor* monitor = primary_monitor();
    if (monitor == nullptr) {
        return nullptr;
    }
    const GLFWvidmode* mode = glfwGetVideoMode(monitor);
    return glfwCreateWindow(mode->width, mode->height, " ", monitor, nullptr);
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
    note_activity(*window->native_);
    window->start_imgui();
    return window;
}

Window::~Window() {
    stop_imgui();
    glfwDestroyWindow(native_->window);
    glfwTerminate();
}

void Window::start_imgui() {
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
    if (timeout < 0) {
        glfwWaitEvents();
    } else if (timeout == 0) {
        glfwPollEvents();
    } else {
        glfwWaitEventsTimeout(timeout);
    }
    const bool active = std::exchange(native_->active, false);
    return {active, active};
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

int Window::end_frame() {
    ImGui::Render();
    ImDrawData* data = ImGui::GetDrawData();
    glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
               static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
    ImGui_ImplOpenGL3_RenderDrawData(data);
    glfwSwapBuffers(native_->window);
    int calls = 0;
    for (const ImDrawList* list : data->CmdLists) {
        calls += list->CmdBuffer.Size;
    }
    return calls;
}

} // namespace kiosk
