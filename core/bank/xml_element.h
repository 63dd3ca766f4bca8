// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"

#include <QtCore/QStringList>

#include <vector>

class QXmlStreamReader;

namespace accord::bank {

/// An element of a message with what is inside it. Namespaces are dropped: the message's own was checked before.
struct XmlElement
{
    static constexpr int deepest = 40; ///< levels below the element that is read; ISO 20022 needs about 15

    QString name;
    QString text; ///< without blanks at its ends
    QString currency; ///< the attribute Ccy
    qint64 line = 0;
    std::vector<XmlElement> children;

    /// The first element along \a path: "RltdPties/Dbtr/Nm"; nullptr when there is none.
    const XmlElement *find(QStringView path) const;
    /// The text of find(), empty when there is none.
    QString value(QStringView path) const;
    /// The text of the first of \a paths that has one.
    QString firstValue(std::initializer_list<QStringView> paths) const;
    /// All children called \a childName.
    std::vector<const XmlElement *> all(QStringView childName) const;
};

/// Reads the element \a reader stands on (its start) with all that is inside, up to its end.
/// \returns InvalidInput "bank.xml_malformed", "bank.xml_too_deep".
Result<XmlElement> readElement(QXmlStreamReader &reader);

/// Goes on to the next child of the element \a reader is in. \returns false at its end.
/// \returns InvalidInput "bank.xml_malformed"; "bank.xml_doctype" for a document type declaration, which no bank
///          message has: it is the door to entity bombs and foreign files.
Result<bool> nextChild(QXmlStreamReader &reader);

} // namespace accord::bank
