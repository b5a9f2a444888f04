// What a person can do at the terminal, and what the terminal reports: plain data, made by the
// screens and carried out by update() (session.h).
#pragma once

#include "i18n/locale.h"
#include "kiosk/intake/answers.h"
#include "kiosk/intake/code.h"

#include <optional>

namespace intake {

enum class TextSize : std::uint8_t { Normal, Large, Larger, Largest };
enum class Palette : std::uint8_t { CalmLight, Dark, BlackOnWhite, WhiteOnBlack };

// What a person does. `node` is where she did it.
struct Begin {};
struct Next {
    std::optional<double> at{}; ///< seconds, monotonic; none: whenever
};
struct Back {};
struct Skip {
    std::optional<double> at{}; ///< as in Next
};
struct GoOn {};          ///< she wants to, though she passed over many pages quickly
struct ReturnToFirst {}; ///< of the pages she passed over
struct Choose {
    NodeId node = kRoot;
    std::uint32_t option = 0;
};
struct SetBoolean {
    NodeId node = kRoot;
    bool value = false;
};
struct SetInteger {
    NodeId node = kRoot;
    std::size_t index = 0;
    std::int64_t value = 0;
};
struct SetDate {
    NodeId node = kRoot;
    std::size_t index = 0;
    PartialDate value; ///< empty: takes the answer away
};
struct SetText {
    NodeId node = kRoot;
    std::size_t index = 0;
    crypto::SecretText value; ///< blank: takes the answer away
};
struct RemoveValue {
    NodeId node = kRoot;
    std::size_t index = 0;
};
struct SetUnknown { ///< "I do not know", for a date or a number
    NodeId node = kRoot;
};
struct AddInstance {
    NodeId node = kRoot; ///< any instance of the repeating group
};
struct RemoveInstance {
    NodeId node = kRoot;
};
struct Change { ///< from the review to one page and back
    std::size_t page = 0;
};
struct SetHand { ///< who touches the screen from now on
    Hand hand = Hand::Person;
};
struct SetLanguage {
    i18n::LocaleId language;
};
struct SetTextSize {
    TextSize size = TextSize::Normal;
};
struct SetPalette {
    Palette palette = Palette::CalmLight;
};
struct Keep {};
struct TryAgain {};     ///< from NotKept
struct Exit {};         ///< on every screen: wipes at once, shows Everyday
struct StartOver {};    ///< from Everyday or Kept, for the next person
struct OpenEveryday {}; ///< from the start page, as anybody may

// What the terminal itself reports.
struct KeepSucceeded {
    Code code{};
    bool online = false;
};
/// `certain`: nothing was stored. Otherwise nobody knows, and trying again stores it once at most.
struct KeepFailed {
    bool certain = true;
};
struct IdleExpired {}; ///< nobody there: wipes, shows Start
struct SetReady {      ///< never disturbs a person: moves between NotReady and Start only
    bool ready = true;
};

using Action =
    std::variant<Begin, Next, Back, Skip, GoOn, ReturnToFirst, Choose, SetBoolean, SetInteger,
                 SetDate, SetText, RemoveValue, SetUnknown, AddInstance, RemoveInstance, Change,
                 SetHand, SetLanguage, SetTextSize, SetPalette, Keep, TryAgain, Exit, StartOver,
                 OpenEveryday, KeepSucceeded, KeepFailed, IdleExpired, SetReady>;

} // namespace intake
