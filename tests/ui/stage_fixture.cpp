#include "tests/ui/stage_fixture.h"

#include "crypto/bytes.h"
#include "crypto/secret.h"
#include "tests/on_disk.h"

#include <imgui.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace {

const std::filesystem::path kShare = REFERRAL_BINARY_DIR "/share/referral";

// Thrown, not asserted: a measuring program shares this file, and Catch2 names what was thrown.
void need(bool there, std::string_view what) {
    if (!there) {
        throw std::runtime_error("missing or damaged: " + std::string(what));
    }
}

nlohmann::json read_json(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return nlohmann::json::parse(stream);
}

std::string read_bytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    need(stream.good(), file.string());
    return {std::istreambuf_iterator<char>(stream), {}};
}

intake::CodeLists read_code_lists() {
    std::vector<intake::CodeFile> files;
    for (const std::string_view name : intake::kCodeListNames) {
        const auto file = kShare / "codes" / (std::string(name) + ".tsv");
        files.push_back({std::string(name), file.string(), read_bytes(file)});
    }
    auto lists = intake::CodeLists::read(files);
    need(lists.has_value(), "the code lists");
    return std::move(*lists);
}

void read_notices(SharedAssets& assets) {
    for (const auto& file : std::filesystem::directory_iterator(kShare / "notices")) {
        const auto json = read_json(file.path());
        ui::NoticeText text{.language = json["language"], .date = json["date"], .pages = {}};
        for (const auto& page : json["pages"]) {
            text.pages.push_back({page["title"], page["text"]});
        }
        assets.setup.notices.push_back({.id = json["id"],
                                        .version = json["version"],
                                        .language = text.language,
                                        .pages = text.pages.size()});
        assets.house.notices.push_back(std::move(text));
    }
}

ui::Keyboards read_keyboards() {
    ui::Keyboards keyboards;
    for (const auto& file : std::filesystem::directory_iterator(kShare / "keyboards")) {
        auto keyboard = on_disk::keyboard(file.path());
        need(keyboard.has_value(), file.path().string());
        keyboards.emplace(keyboard->language.tag, std::move(*keyboard));
    }
    return keyboards;
}

void read_everyday(SharedAssets& assets) {
    for (const auto& file : std::filesystem::directory_iterator(kShare / "everyday")) {
        const auto json = read_json(file.path());
        ui::EverydayText text{.language = json["language"], .title = json["title"], .entries = {}};
        for (const auto& entry : json["entries"]) {
            text.entries.push_back({entry["title"], entry["text"], entry.value("icon", "")});
        }
        assets.house.everyday.push_back(std::move(text));
    }
}

} // namespace

intake::Questionnaire form_of(std::string_view json) {
    auto form = intake::parse_questionnaire(std::as_bytes(std::span(json)), read_code_lists());
    need(form.has_value(), "the form");
    return std::move(*form);
}

std::unique_ptr<SharedAssets> load_shared_assets() {
    crypto::start();
    auto catalogs = on_disk::catalogs(kShare / "locales");
    auto fonts = i18n::Fonts::open("/usr/share/fonts/truetype/noto");
    auto icons = ui::Icons::parse(host::read_folder(kShare / "icons", ".svg", 65536).value());
    need(catalogs.has_value(), "the catalogues");
    need(fonts.has_value(), "the fonts");
    need(icons.has_value(), "the icons");
    auto assets = std::make_unique<SharedAssets>(
        SharedAssets{.catalogs = std::move(*catalogs),
                     .fonts = std::move(*fonts),
                     .icons = std::move(*icons),
                     .keyboards = read_keyboards(),
                     .form = form_of(read_bytes(kShare / "form" / "referral.json")),
                     .setup = {},
                     .house = {}});
    assets->setup.form = &assets->form;
    assets->setup.language = {"en"};
    assets->house.catalogs = &assets->catalogs;
    assets->house.setup = &assets->setup;
    assets->house.icons = &assets->icons;
    assets->house.keyboards = &assets->keyboards;
    assets->house.languages = assets->catalogs.languages();
    assets->house.phones = {{"help", "+358 295 463 177"}, {"emergency", "112"}};
    read_notices(*assets);
    read_everyday(*assets);
    return assets;
}

Theatre::Theatre(SharedAssets& assets, ui::Size window, std::size_t atlas_pages)
    : session(intake::new_session(assets.setup)),
      stage(assets.fonts, assets.house, std::vector<std::uint64_t>(atlas_pages, 1)),
      assets_(assets), window_(window) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {window.w, window.h};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

Theatre::~Theatre() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        texture->SetStatus(ImTextureStatus_Destroyed);
    }
    ImGui::DestroyContext();
}

ui::Shown Theatre::frame(ui::Input input, double seconds) {
    input.now = now_ += seconds;
    ImGui::NewFrame();
    last = stage.draw(session, input, window_, still_here);
    ImGui::Render();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status != ImTextureStatus_Destroyed) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
    std::vector<intake::Action> actions = std::move(last.actions);
    last.actions.clear();
    for (intake::Action& action : actions) {
        apply(std::move(action));
    }
    return {.actions = {},
            .moving = last.moving,
            .stays = last.stays,
            .due = last.due,
            .overflow = last.overflow,
            .missing = last.missing};
}

ui::Shown Theatre::settle() {
    frame();
    return frame({}, 1.1); // longer than anything is deaf
}

const ui::Node& Theatre::node(std::string_view id) const {
    const ui::Node* found = stage.tree().find(id);
    need(found != nullptr, id);
    return *found;
}

std::string Theatre::said(std::string_view id) const {
    return assets_.catalogs.format({id}, session.language).utf8;
}

void Theatre::press(std::string_view id) {
    settle();
    const ui::Point at = node(id).window.centre();
    frame({.pointer = at, .pointer_down = true, .pressed = true, .keys = {}, .typed = {}});
    frame({.pointer = at, .released = true, .keys = {}, .typed = {}});
    settle();
}

void Theatre::type(std::u32string_view text) {
    frame({.keys = {}, .typed = {text.begin(), text.end()}});
    frame();
}

void Theatre::hold(ui::Point at, double seconds) {
    frame({.pointer = at, .pointer_down = true, .pressed = true, .keys = {}, .typed = {}});
    frame({.pointer = at, .pointer_down = true, .keys = {}, .typed = {}}, seconds);
}

void Theatre::lift(ui::Point at) {
    frame({.pointer = at, .pointer_down = true, .keys = {}, .typed = {}});
    frame({.pointer = at, .released = true, .keys = {}, .typed = {}});
    settle();
}

void Theatre::apply(intake::Action action) {
    const intake::Effect effect = intake::update(session, std::move(action), assets_.setup);
    if (effect == intake::Effect::Wiped || effect == intake::Effect::Ended) {
        stage.forget();
    }
}

void Theatre::restart(const i18n::LocaleId& language) {
    stage.forget();
    assets_.setup.language = language;
    session = intake::new_session(assets_.setup);
}
