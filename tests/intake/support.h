// What the tests of this folder share: forms from text and files, nodes by linkId.
#pragma once

#include "kiosk/intake/rules.h"
#include "kiosk/intake/session.h"

#include <string>
#include <string_view>

namespace intake {

std::string read_file(const std::string& path_below_source);
/// The code lists of assets/codes, read once.
const CodeLists& code_lists();
/// A file of assets/codes as the loader is given it.
CodeFile code_file(std::string_view name);
/// The faults as "path: reason" lines; empty when the form is good. Forms may name our code lists.
std::string faults_of(std::string_view json);
/// Fails the test with the faults if the form has any.
Questionnaire form_of(std::string_view json);
/// A Questionnaire around these items.
std::string questionnaire(std::string_view items);
Questionnaire form_of_items(std::string_view items);

Answers answers_of(const Questionnaire& form);
/// The `occurrence`-th node of the item.
NodeId node_of(const Answers& answers, std::string_view link_id, std::size_t occurrence = 0);
bool enabled(const Answers& answers, std::string_view link_id, std::size_t occurrence = 0);
/// The index of the option with this code.
std::uint32_t option_of(const Answers& answers, NodeId node, std::string_view code);
/// Chooses and evaluates.
void choose(Answers& answers, std::string_view link_id, std::string_view code);
crypto::SecretText secret(std::string_view text);

} // namespace intake
