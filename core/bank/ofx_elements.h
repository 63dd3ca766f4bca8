// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/bank/xml_element.h"

namespace accord::bank {

/// The element OFX of a file, of version 1 (SGML: an element with a value needs no closing tag) or 2 (XML). The header
/// before it is passed over.
///
/// Both are read by the same rules, since banks mix them: an element with text, and one that is known to hold text,
/// ends where the next tag starts; any other holds what follows up to its closing tag.
/// \returns InvalidInput "bank.ofx_malformed" (no OFX element, a closing tag without its start, the end of the file
///          inside), "bank.xml_doctype", "bank.xml_too_deep".
Result<XmlElement> readOfxElements(const QString &text);

} // namespace accord::bank
