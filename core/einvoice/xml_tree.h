// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArray>

#include <list>
#include <utility>
#include <vector>

namespace accord::einvoice {

/// An element of a UBL or CII document.
struct XmlElement
{
    QString name; ///< with the usual prefix of its namespace, whatever the document calls it: "cbc:ID"
    std::vector<std::pair<QString, QString>> attributes = {}; ///< without namespace declarations
    QString text = {}; ///< what stands directly in it
    std::list<XmlElement> children = {}; ///< addresses stay valid when one is added
    qint64 line = 0; ///< where it starts in the document that was read
    bool isUnderstood = false; ///< a reader has taken what it says
    bool isRequired = false; ///< the schema wants it even when it says nothing

    bool isEmpty() const { return text.isEmpty() && attributes.empty() && children.empty(); }
    QString attribute(QStringView attributeName) const;
};

/// Limits of what is read: beyond any invoice, and cheap to reach for a hostile file.
struct XmlLimits
{
    qsizetype bytes = 64 * 1024 * 1024;
    int depth = 40;
    int elements = 1'000'000;
};

/// Reads a document. A document type declaration is refused at once, so that no entity is ever defined or expanded;
/// nothing outside of \a bytes is looked at.
/// \returns InvalidInput "einvoice.xml_malformed" {line, column}, "einvoice.xml_doctype" {line},
///          "einvoice.xml_too_large" {limit}, "einvoice.xml_too_deep" {line, limit}.
Result<XmlElement> readXml(const QByteArray &bytes, const XmlLimits &limits = {});

/// Writes \a root as UTF-8, indented by two spaces, without elements that say nothing; the same bytes for the same
/// tree.
/// \returns InvalidInput "einvoice.character" {element, code} for a character that XML 1.0 can not hold.
Result<QByteArray> writeXml(const XmlElement &root);

/// The namespace that \a prefix stands for: "cbc", "cac", "Invoice", "CreditNote", "rsm", "ram", "udt", "qdt".
QString namespaceOf(QStringView prefix);

} // namespace accord::einvoice
