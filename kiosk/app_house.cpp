// What the screens show besides the form: of the configuration, and of the signed list that is in
// use now.
#include "kiosk/app.h"
#include "kiosk/host/log.h"

#include <algorithm>

namespace kiosk {
namespace {

ui::NoticeText notice_text(const crypto::Notice& notice) {
    ui::NoticeText text{
        .language = notice.language, .date = notice.date, .version = notice.version, .pages = {}};
    for (const crypto::NoticePage& page : notice.pages) {
        text.pages.push_back({page.title, page.text});
    }
    return text;
}

std::vector<std::string> told_by(const crypto::Notice& notice) {
    std::vector<std::string> told;
    for (const crypto::NoticePage& page : notice.pages) {
        told.insert(told.end(), page.told.begin(), page.told.end());
    }
    return told;
}

} // namespace

intake::Setup App::make_setup() const {
    intake::Setup setup{.form = &assets_.form,
                        .notices = {},
                        .language = settings_.language,
                        .ready = queue_ready_ && speaks_at_start()};
    if (list_.manifest() != nullptr) {
        for (const crypto::Notice& notice : list_.manifest()->notices) {
            setup.notices.push_back({.id = notice.id,
                                     .version = notice.version,
                                     .language = notice.language,
                                     .pages = notice.pages.size(),
                                     .told = told_by(notice)});
        }
    }
    return setup;
}

ui::House App::make_house() const {
    ui::House house{.catalogs = &assets_.catalogs,
                    .setup = &setup_,
                    .icons = &assets_.icons,
                    .keyboards = &assets_.keyboards,
                    .languages = languages_told(settings_, list_.manifest()),
                    .phones = {},
                    .notices = {},
                    .everyday = assets_.everyday,
                    .this_year = static_cast<int>(crypto::Day(clock_.today()).year()),
                    .reduced_motion = settings_.reduced_motion};
    if (list_.manifest() != nullptr) {
        for (const crypto::Hotline& line : list_.manifest()->hotlines) {
            house.phones.push_back({line.id, line.number});
        }
        for (const crypto::Notice& notice : list_.manifest()->notices) {
            house.notices.push_back(notice_text(notice));
        }
    }
    const auto emergency = std::ranges::find(house.phones, "emergency", &ui::PhoneNumber::id);
    if (emergency == house.phones.end()) {
        house.phones.push_back({"emergency", "112"}); // the same in all of the European Union
    }
    return house;
}

// At the start somebody is there to mend it. Later nobody is turned away for a language that a new
// list forgot: it is not offered until a list has it again.
void App::check_words() {
    const auto missing = missing_words(settings_, *list_.manifest());
    if (missing && at_start_) {
        fault_ = missing;
    } else if (missing) {
        host::log(host::Event::ListLacksWords);
    }
}

// Without the words for its own language a terminal tells nobody anything.
bool App::speaks_at_start() const {
    const auto told = languages_told(settings_, list_.manifest());
    return list_.manifest() != nullptr && std::ranges::find(told, settings_.language) != told.end();
}

// Nobody's session is disturbed: a new list waits until the terminal is between two persons.
void App::follow_readiness() {
    const bool between =
        session_.screen == intake::Screen::Start || session_.screen == intake::Screen::NotReady;
    const bool ready = queue_ready_ && speaks_at_start();
    if (between && std::exchange(list_changed_, false)) {
        setup_ = make_setup();
        stage_.set_house(make_house());
        frames_due_ = kFramesToSettle;
    }
    setup_.ready = ready;
    if (session_.ready != ready) {
        apply(intake::SetReady{ready});
    }
}

} // namespace kiosk
