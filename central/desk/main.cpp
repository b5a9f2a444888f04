// referral-desk: the caseworker's side. The only program that opens what a person sealed.
#include "central/desk/commands.h"
#include "crypto/secret.h"
#include "kiosk/host/process.h"
#include "kiosk/host/swap.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>

namespace {

using namespace central::desk;

struct Command {
    std::filesystem::path config = "/etc/referral/referral-desk.toml";
    KeygenRequest keygen;
    RecipientRequest recipient;
    OpenRequest open;
    FormCheckRequest form;
    ManifestNewRequest manifest;
    SignCheckRequest signatures;
    std::filesystem::path first; ///< of manifest show and diff
    std::filesystem::path second;
    SplitRequest split;
    CombineRequest combine;
    std::vector<std::filesystem::path> drill;
    RewrapRequest rewrap;
    std::filesystem::path fetch;
};

constexpr const char* kPassphraseFile =
    "a file whose first line is the passphrase (mode 600); asked for otherwise";

void add_new_identity(CLI::App* command, KeygenRequest& request) {
    command->add_option("--out", request.out, "the identity file to write; it must not exist")
        ->required();
    command->add_option("--passphrase-file", request.passphrase_file, kPassphraseFile);
    command
        ->add_option("--work-factor", request.work_factor,
                     "scrypt's log2 N; measured to take about a second otherwise")
        ->check(CLI::Range(14, 20));
}

CLI::App* add_keygen(CLI::App& app, KeygenRequest& request) {
    CLI::App* keygen = app.add_subcommand(
        "keygen", "make a caseworker's key: an identity file under a passphrase");
    add_new_identity(keygen, request);
    return keygen;
}

void add_recipient(CLI::App& app, RecipientRequest& request) {
    CLI::App* recipient =
        app.add_subcommand("recipient", "print the public half of an identity file once more");
    recipient->add_option("--identity", request.identity, "the identity file")->required();
    recipient->add_option("--passphrase-file", request.passphrase_file, kPassphraseFile);
}

CLI::App* add_open(CLI::App& app, OpenRequest& request) {
    CLI::App* open = app.add_subcommand("open", "open one envelope and print what is in it");
    open->add_option("id", request.id, "the envelope's id, 64 hex digits")->required();
    open->add_option("--identity", request.identity, "the identity file")->required();
    open->add_option("--passphrase-file", request.passphrase_file, kPassphraseFile);
    open->add_option("--kept", request.kept,
                     "read it from this folder of kept records instead of the centre");
    open->add_option("--language", request.language, "the language of the sheet (BCP-47)")
        ->capture_default_str();
    open->add_option("--json", request.json,
                     "also write the record, IN CLEAR, to this file; it must not exist");
    return open;
}

void add_split(CLI::App* recovery, SplitRequest& request) {
    constexpr unsigned kLeast = 2;
    constexpr unsigned kMost = 16;
    CLI::App* split =
        recovery->add_subcommand("split", "write an identity as shares, for several people");
    split->add_option("--threshold", request.threshold, "how many make the key again")
        ->check(CLI::Range(kLeast, kMost))
        ->capture_default_str();
    split->add_option("--shares", request.shares, "how many are made")
        ->check(CLI::Range(kLeast, kMost))
        ->capture_default_str();
    split->add_option("--identity", request.identity, "the identity file")->required();
    split->add_option("--passphrase-file", request.passphrase_file, kPassphraseFile);
    split->add_option("--out", request.out, "the folder to write the shares to")->required();
}

CLI::App* add_recovery(CLI::App& app, Command& command) {
    CLI::App* recovery = app.add_subcommand("recovery", "the recovery key in parts");
    recovery->require_subcommand(1);
    add_split(recovery, command.split);
    CLI::App* combine =
        recovery->add_subcommand("combine", "make the identity again, from enough shares");
    combine->add_option("shares", command.combine.shares, "the files with the shares")->required();
    add_new_identity(combine, command.combine.identity);
    CLI::App* drill = recovery->add_subcommand(
        "drill", "see whether shares work; opens nothing real and writes nothing");
    drill->add_option("shares", command.drill, "the files with the shares")->required();
    return recovery;
}

int run_recovery(const CLI::App& recovery, const Command& command) {
    if (recovery.got_subcommand("split")) {
        return split_recovery(command.split);
    }
    return recovery.got_subcommand("combine") ? combine_recovery(command.combine)
                                              : drill_recovery(command.drill);
}

CLI::App* add_rewrap(CLI::App& app, RewrapRequest& request) {
    CLI::App* rewrap = app.add_subcommand(
        "rewrap", "give kept records other readers; what is sealed in them stays as it is");
    rewrap->add_option("--in", request.in, "the folder with the records (ID.envelope)")->required();
    rewrap->add_option("--out", request.out, "the folder to write them to")->required();
    rewrap->add_option("--identity", request.identity, "an identity that opens them")->required();
    rewrap->add_option("--passphrase-file", request.passphrase_file, kPassphraseFile);
    rewrap
        ->add_option("--recipients", request.recipients,
                     "a file with all who may read from now on (age1pq1...), one a line")
        ->required();
    return rewrap;
}

CLI::App* add_form_check(CLI::App& app, FormCheckRequest& request) {
    CLI::App* form = app.add_subcommand("form", "what concerns forms (FHIR R4 Questionnaires)");
    form->require_subcommand(1);
    CLI::App* check =
        form->add_subcommand("check", "say whether a terminal can run a form, and what is wrong");
    check->add_option("file", request.file, "the form (JSON)")->required();
    check->add_option("--lists", request.lists,
                      "the folder with the code lists; those beside the program otherwise");
    return check;
}

void add_manifest_new(CLI::App& manifest, ManifestNewRequest& request) {
    CLI::App* next = manifest.add_subcommand("new", "write the next version, to be signed");
    CLI::Option_group* from = next->add_option_group("what it begins with");
    from->add_option("--from", request.from, "the version before (JSON)");
    from->add_flag("--empty", request.empty, "nothing: a first version");
    from->require_option(1);
    ManifestEdit& edit = request.edit;
    next->add_option("--add", edit.add,
                     "ROLE:PSEUDONYM:AGE_RECIPIENT[:NOT_BEFORE:NOT_AFTER]; the role is caseworker, "
                     "archive or recovery. Without dates from today, a caseworker until the list "
                     "expires, the others for good");
    next->add_option("--revoke", edit.revoke, "the pseudonym of one who may read no longer");
    next->add_option("--drop", edit.drop,
                     "the pseudonym of one to take off the list; before anything else");
    next->add_option("--dates", edit.dates,
                     "PSEUDONYM:NOT_BEFORE:NOT_AFTER, new days of one on the list; a day that is "
                     "left out stays as it is");
    next->add_option("--receipt-key", edit.receipt_keys,
                     "a receipt key to add (64 hex digits, as referral-central init prints it)");
    next->add_option("--drop-receipt-key", edit.drop_receipt_keys, "a receipt key to take off");
    next->add_option("--expires", edit.expires, "the list's last day (YYYY-MM-DD)")->required();
    next->add_option("--out", request.out, "the file to write; it must not exist")->required();
}

void add_sign_check(CLI::App& manifest, SignCheckRequest& request) {
    CLI::App* check = manifest.add_subcommand(
        "sign-check", "say who has signed, and whether a terminal would take the list");
    check->add_option("file", request.manifest, "the manifest (JSON)")->required();
    check->add_option("signatures", request.signatures, "its signature files");
    check->add_option("--roots", request.roots, "a file with the public keys that may sign");
    check->add_option("--root", request.root, "such a key itself; may be given again")
        ->allow_extra_args(false);
    check->add_option("--threshold", request.threshold, "how many of them must sign")
        ->capture_default_str();
    check->add_option("--stored", request.stored, "the manifest that the terminal holds");
}

CLI::App* add_manifest(CLI::App& app, Command& command) {
    CLI::App* manifest = app.add_subcommand("manifest", "the list of who can read (JSON)");
    manifest->require_subcommand(1);
    add_manifest_new(*manifest, command.manifest);
    add_sign_check(*manifest, command.signatures);
    CLI::App* show = manifest->add_subcommand("show", "print it in words");
    show->add_option("file", command.first, "the manifest")->required();
    CLI::App* diff = manifest->add_subcommand("diff", "print what changed");
    diff->add_option("old", command.first, "the version before")->required();
    diff->add_option("new", command.second, "the version after")->required();
    return manifest;
}

int run_manifest(const CLI::App& manifest, const Command& command) {
    if (manifest.got_subcommand("new")) {
        return new_manifest(command.manifest);
    }
    if (manifest.got_subcommand("sign-check")) {
        return check_signatures(command.signatures);
    }
    return manifest.got_subcommand("show") ? show_manifest(command.first)
                                           : diff_manifests(command.first, command.second);
}

/// What needs neither a centre nor a configuration; nothing for the rest.
std::optional<int> run_offline(const CLI::App& app, const Command& command) {
    if (app.got_subcommand("keygen")) {
        return keygen(command.keygen);
    }
    if (app.got_subcommand("recipient")) {
        return show_recipient(command.recipient);
    }
    if (app.got_subcommand("recovery")) {
        return run_recovery(*app.get_subcommand("recovery"), command);
    }
    if (app.got_subcommand("rewrap")) {
        return rewrap(command.rewrap);
    }
    if (app.got_subcommand("form")) {
        return check_form(command.form);
    }
    if (app.got_subcommand("manifest")) {
        return run_manifest(*app.get_subcommand("manifest"), command);
    }
    return std::nullopt;
}

/// The first option or argument that was given as nothing, as an unset variable of a script does:
/// no command may take that for one that was left out.
std::string given_empty(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
        if (std::ranges::find(option->results(), "") != option->results().end()) {
            return option->get_name();
        }
    }
    for (const CLI::App* command : app.get_subcommands()) {
        if (std::string found = given_empty(*command); !found.empty()) {
            return found;
        }
    }
    return "";
}

/// The command that was given.
int carry_out(CLI::App& app, Command& command) {
    host::warn_of_open_swap(kProgram);
    if (const auto code = run_offline(app, command)) {
        return *code;
    }
    const auto config = read_desk_config(command.config);
    if (!config) {
        return host::fail(kProgram, config.error().sentence());
    }
    if (app.got_subcommand("fetch")) {
        return fetch(*config, command.fetch);
    }
    return app.got_subcommand("inbox") ? inbox(*config) : open(*config, command.open);
}

int run(int argc, char** argv) {
    CLI::App app("Fetches sealed referrals from the centre and opens them.");
    app.set_version_flag("--version", std::string(host::version()));
    Command command;
    add_keygen(app, command.keygen);
    add_recipient(app, command.recipient);
    CLI::App* inbox_command = app.add_subcommand("inbox", "list what the centre holds");
    CLI::App* open_command = add_open(app, command.open);
    CLI::App* fetch_command =
        app.add_subcommand("fetch", "copy every sealed envelope the centre holds to a folder");
    fetch_command->add_option("--out", command.fetch, "the folder")->required();
    add_form_check(app, command.form);
    add_manifest(app, command);
    add_recovery(app, command);
    add_rewrap(app, command.rewrap);
    for (CLI::App* with_config : {inbox_command, open_command, fetch_command}) {
        with_config->add_option("--config", command.config, "the configuration (TOML)")
            ->capture_default_str();
    }
    bool check_only = false;
    app.add_flag("--check-config", check_only, host::kCheckConfigHelp);
    app.add_option("--config", command.config, "the configuration (TOML)")->capture_default_str();
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
        if (app.get_subcommands().empty() && !check_only) {
            throw CLI::RequiredError("A subcommand");
        }
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? host::finish(kProgram) : host::kExitInput;
    }
    if (const std::string empty = given_empty(app); !empty.empty()) {
        return host::fail(kProgram, empty + ": is empty");
    }
    if (check_only) {
        return app.get_subcommands().empty()
                   ? check_config(command.config)
                   : host::fail(kProgram, "--check-config: takes no command beside it");
    }
    return carry_out(app, command);
}

} // namespace

int main(int argc, char** argv) {
    host::bind_now();
    host::harden_process();
    crypto::start();
    return host::run_guarded(kProgram, [&] { return run(argc, argv); });
}
