// The steps in which a form is read. Internal to the form loader.
#pragma once

#include "kiosk/intake/form_source.h"

#include <map>

namespace intake {

/// A form half read: what later steps need besides the form itself.
struct FormDraft {
    Questionnaire form;
    Faults faults;
    std::vector<Source> sources;  ///< of each item
    std::vector<bool> kind_known; ///< of each item; the fault is noted where it is not
    std::map<std::string, ItemIndex, std::less<>> by_link_id;
    const CodeLists* lists = nullptr;
    std::vector<Source> contained;             ///< the form's own resources
    std::map<std::string, Options> value_sets; ///< those of them read so far, by "#id"
};

/// answerOption or answerValueSet, and initial, of a question whose kind is known.
void read_options(FormDraft& draft, Item& item, const Source& source);
void read_initial(Item& item, const Source& source);

/// How many answers, how long, how large, in which unit and in which letters.
void read_limits(Item& item, const Source& source);
/// A fault for every extension that changes which questions are asked or what answers them in a way
/// this engine does not know. How a question looks may be passed over.
void refuse_extensions(const Source& source);
/// The options that answerValueSet of `source` stands for; none after a fault.
Options read_value_set(FormDraft& draft, const Source& source);

/// enableWhen of every item; all items must have been read.
void read_conditions(FormDraft& draft);

/// Order, ranks and dependants; a fault for every cycle.
void order_items(FormDraft& draft);

/// Caps on texts and repeats so that every record of the form fits one size.
void plan_record(Questionnaire& form);

} // namespace intake
