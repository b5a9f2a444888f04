#include "kiosk/window_picture.h"

#include <functional>
#include <imgui.h>
#include <string_view>

namespace kiosk {
namespace {

class Mark {
public:
    void add(const void* bytes, std::size_t size) {
        constexpr std::size_t kOdd = 0x9E3779B97F4A7C15; // 2^64 by the golden ratio: spreads bits
        const std::string_view view(static_cast<const char*>(bytes), size);
        mark_ = (mark_ ^ std::hash<std::string_view>{}(view)) * kOdd;
    }
    template <typename Value>
    void add_value(const Value& value) {
        add(&value, sizeof value);
    }
    template <typename Values>
    void add_all(const Values& values) {
        add(values.Data, static_cast<std::size_t>(values.size_in_bytes()));
    }
    std::size_t value() const { return mark_; }

private:
    std::size_t mark_ = 0;
};

} // namespace

std::size_t picture_mark(const ImDrawData& data) {
    Mark mark;
    mark.add_value(data.DisplaySize);
    mark.add_value(data.FramebufferScale);
    for (const ImDrawList* list : data.CmdLists) {
        mark.add_all(list->VtxBuffer);
        mark.add_all(list->IdxBuffer);
        // By its parts: between them lie bytes of no meaning.
        for (const ImDrawCmd& command : list->CmdBuffer) {
            mark.add_value(command.ClipRect);
            mark.add_value(command.GetTexID());
            mark.add_value(command.VtxOffset);
            mark.add_value(command.IdxOffset);
            mark.add_value(command.ElemCount);
        }
    }
    return mark.value();
}

} // namespace kiosk
