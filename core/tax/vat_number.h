// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::tax {

/// Whether \a number has the form of a VAT identification number of a member state of the European Union or of Northern
/// Ireland: prefix of the state (EL for Greece) and as many digits and letters as that state gives. Spaces, points and
/// hyphens between them are no matter. Whether it was given to somebody, only the register of the state (VIES) tells.
/// Source: Directive 2006/112/EC, art. 215, and the structures that the European Commission publishes for VIES.
bool isVatNumber(const QString &number);

/// Whether \a country, as in ISO 3166-1 ("GR" for Greece), is a member state of the European Union, since 2020.
bool isMemberState(const QString &country);

} // namespace accord::tax
