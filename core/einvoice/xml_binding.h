// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/semantic_invoice.h"
#include "core/einvoice/xml_tree.h"

#include <functional>

namespace accord::einvoice {

/// A place in a document that a member of the model is bound to. A syntax describes once where each term stands; the
/// description writes the document from the model or fills the model from the document. When writing, the order of the
/// calls is the order of the elements, and nothing is created for a term that is not given; when reading, the order in
/// the document does not matter.
///
/// Names may be paths: "cac:Country/cbc:IdentificationCode". When writing, calls that follow each other share the
/// elements of a path before its last one.
class XmlBinding
{
public:
    /// What is common to all places of a document.
    struct State
    {
        bool isReading = false;
        QString currency; ///< that amounts are in
        Result<void> status; ///< the first thing that could not be read
    };

    XmlBinding(XmlElement *element, State &state)
        : m_element(element)
        , m_state(&state)
    { }

    bool isReading() const { return m_state->isReading; }
    State &state() const { return *m_state; }

    /// The place \a path below this one.
    XmlBinding in(const QString &path) const;
    /// A new element when writing, even if there is one of that name; use it for what may stand more than once.
    XmlBinding added(const QString &name) const;
    /// When reading: the elements \a name below this one.
    std::vector<XmlBinding> all(const QString &name) const;

    void text(const QString &path, QString &value) const;
    /// A text without the white space around it: codes, numbers of documents.
    void token(const QString &path, QString &value) const;
    void identifier(const QString &path, Identifier &value, const QString &schemeAttribute = u"schemeID"_s) const;
    void attribute(const QString &path, const QString &name, QString &value) const;
    /// "2024-01-31".
    void date(const QString &path, QDate &value) const;
    /// "20240131" with format 102, in the element \a leaf.
    void date102(const QString &path, const QString &leaf, QDate &value) const;
    /// A number that must be there. \a currency empty: written without one.
    void amount(const QString &path, Decimal &value, const QString &currency = {}) const;
    void amount(const QString &path, std::optional<Decimal> &value, const QString &currency = {}) const;
    void decimal(const QString &path, Decimal &value) const;
    void decimal(const QString &path, std::optional<Decimal> &value) const;
    /// \a value as it is; taken as understood when reading.
    void fixed(const QString &path, const QString &value) const;
    void base64(const QString &path, QByteArray &value) const;

    /// Binds every element of \a values by \a bind(place, value).
    template<typename T, typename Bind> void each(const QString &name, std::vector<T> &values, Bind bind) const
    {
        if (isReading()) {
            for (const XmlBinding &place : all(name))
                bind(place, values.emplace_back());
        } else {
            for (T &value : values)
                bind(added(name), value);
        }
    }

    /// Binds what may be missing as a whole.
    template<typename T, typename Bind> void optional(const QString &path, std::optional<T> &value, Bind bind) const
    {
        if (isReading() && in(path).m_element && !value)
            value.emplace();
        if (value)
            bind(in(path), *value);
    }

    /// When writing: stays in the document even if nothing is in it.
    void require() const;
    bool exists() const { return m_element; }
    /// When reading: the text at \a path, without marking it as understood.
    QString peek(const QString &path) const;
    QString peekAttribute(const QString &path, const QString &name) const;
    /// When reading: takes the element and all below it as understood.
    void skip(const QString &path) const;
    void refuse(const QString &id, const QString &found, const QString &wanted) const;

private:
    XmlElement *find(const QString &path) const;
    XmlElement *make(const QString &path) const;
    std::optional<Decimal> number(const XmlElement &element) const;

    XmlElement *m_element; ///< null: not in the document
    State *m_state;
};

/// At least two digits after the point: "100.00", "0.4125".
QString amountText(const Decimal &value);

} // namespace accord::einvoice
