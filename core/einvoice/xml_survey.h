// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/xml_tree.h"

#include <QtCore/QStringList>

namespace accord::einvoice {

/// The paths of elements of \a root that say something nobody understood: "Invoice/cac:Signature/cbc:ID".
QStringList notUnderstood(const XmlElement &root);

/// The paths of elements of \a root that have neither text nor elements in them.
QStringList emptyElements(const XmlElement &root);

} // namespace accord::einvoice
