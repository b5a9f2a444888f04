// What happens to what she says, page by page, as the signed list words it.
#include "kiosk/ui/column.h"
#include "kiosk/ui/screens.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace i18n::literals;

namespace {

const NoticeText* notice_of(const Ui& ui) {
    if (!ui.session.notice) {
        return nullptr;
    }
    const auto found =
        std::ranges::find(ui.house.notices, ui.session.notice->language, &NoticeText::language);
    return found == ui.house.notices.end() ? nullptr : &*found;
}

// One paragraph a sentence group would be guessing: the list's own line breaks are kept.
void add_body(Ui& ui, Column& column, const NoticePage& page, const std::string& language) {
    column.paragraph("notice.text", ui.as_said(page.text, language));
}

} // namespace

void draw_notice(Ui& ui) {
    Column column(ui);
    const NoticeText* notice = notice_of(ui);
    if (notice != nullptr && ui.session.notice_page < notice->pages.size()) {
        const NoticePage& page = notice->pages[ui.session.notice_page];
        const std::array counted{
            i18n::Argument{"page", static_cast<std::int64_t>(ui.session.notice_page + 1)},
            i18n::Argument{"pages", static_cast<std::int64_t>(notice->pages.size())}};
        column.help("notice.page", ui.say("notice.page"_text, counted));
        column.question(ui.as_said(page.title, notice->language));
        add_body(ui, column, page, notice->language);
    }
    column.draw();
}

} // namespace ui
