// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/read_invoice.h"

namespace accord::einvoice {

/// What a receiver asks for beyond EN 16931. A file carries one specification id (BT-24), so it is chosen per customer.
enum class Profile {
    En16931, ///< the plain standard; also Factur-X EN 16931
    PeppolBis3,
    XRechnung3,
    FacturXMinimum, ///< no lines, hardly more than the total: a booking aid, not an invoice
    FacturXBasicWl, ///< without lines: not an invoice
    FacturXBasic,
    FacturXExtended
};

inline constexpr Profile profiles[]
    = {Profile::En16931,        Profile::PeppolBis3,   Profile::XRechnung3,     Profile::FacturXMinimum,
       Profile::FacturXBasicWl, Profile::FacturXBasic, Profile::FacturXExtended};

/// "en16931", "peppol", "xrechnung", "factur-x-minimum", "factur-x-basic-wl", "factur-x-basic", "factur-x-extended".
QString toString(Profile profile);
/// \returns InvalidInput "einvoice.profile_unknown" {value, expected}.
Result<Profile> profileFromString(const QString &text);

/// BT-24: "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0".
QString specificationId(Profile profile);
/// The profile of a received document; none for an id of something else.
std::optional<Profile> profileOf(const QString &specification);

/// Factur-X is only CII, Peppol only UBL; the others are both.
bool isAllowed(Profile profile, Syntax syntax);

/// fx:ConformanceLevel of a Factur-X file: "BASIC WL", "XRECHNUNG". Empty for Peppol, which is never embedded.
QString conformanceLevel(Profile profile);
/// "factur-x.xml", or "xrechnung.xml" for XRechnung.
QString embeddedFileName(Profile profile);

/// \a invoice as \a profile wants it: its specification id and business process, one note for Peppol, and without the
/// terms that Factur-X BASIC and below have no place for.
SemanticInvoice forProfile(SemanticInvoice invoice, Profile profile);

} // namespace accord::einvoice
