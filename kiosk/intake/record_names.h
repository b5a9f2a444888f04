// The names a record is written and read by.
#pragma once

#include <string_view>

namespace intake::names {

inline constexpr std::string_view kSubmission = "urn:referral-kiosk:submission";
inline constexpr std::string_view kVersion = "urn:referral-kiosk:record-version";
inline constexpr std::string_view kKind = "urn:referral-kiosk:kind";
inline constexpr std::string_view kKiosk = "urn:referral-kiosk:kiosk";
inline constexpr std::string_view kManifest = "urn:referral-kiosk:manifest";
inline constexpr std::string_view kFormHash = "urn:referral-kiosk:form-sha256";
inline constexpr std::string_view kLanguage = "urn:referral-kiosk:language";
inline constexpr std::string_view kNotice = "urn:referral-kiosk:notice";
inline constexpr std::string_view kDecision = "urn:referral-kiosk:decision";
inline constexpr std::string_view kFiller = "urn:referral-kiosk:filler";
inline constexpr std::string_view kCode = "urn:referral-kiosk:code";
/// On each answer: whose hand entered it and the language it was shown in, "helper/fi". One short
/// code and not two extensions: it stands on every answer, and all records have one size.
inline constexpr std::string_view kEntered = "urn:referral-kiosk:entered";
/// A date without its year, which FHIR's date cannot hold: "--05-17".
inline constexpr std::string_view kDateParts = "urn:referral-kiosk:date-parts";
/// A date as it was said in another calendar, "persian/1370-01". Its `valueDate` holds what is true
/// of every day that may be meant; where nothing is, there is none.
inline constexpr std::string_view kDateSaid = "urn:referral-kiosk:date-said";
inline constexpr std::string_view kAbsent =
    "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
inline constexpr std::string_view kDeclined = "asked-declined";
inline constexpr std::string_view kUnknown = "asked-unknown";

} // namespace intake::names
