// One input method of libm17n while keys are tried on it. For the build tool only.
#pragma once

#include <optional>
#include <set>
#include <string>

#include <m17n.h>

namespace i18n {

/// What has come of some keys.
struct Tried {
    std::string done;       ///< what they have written
    std::string open;       ///< what the next key may still change
    std::string candidates; ///< characters to choose from, each once, the most usual first
};

class M17nMethod {
public:
    /// Opens the library; there is one at a time.
    M17nMethod(const char* language, const char* name);
    M17nMethod(const M17nMethod&) = delete;
    M17nMethod& operator=(const M17nMethod&) = delete;
    ~M17nMethod();

    bool is_there() const { return method_ != nullptr; }
    /// Null: one of the keys is not for the method.
    std::optional<Tried> try_keys(const std::string& keys) const;

private:
    MInputMethod* method_ = nullptr;
};

} // namespace i18n
