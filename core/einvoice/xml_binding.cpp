// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/xml_binding.h"

namespace accord::einvoice {

namespace {

XmlElement *childOf(XmlElement *element, QStringView name)
{
    if (!element)
        return nullptr;
    const auto found = std::find_if(element->children.begin(), element->children.end(),
                                    [name](const XmlElement &child) { return child.name == name; });
    return found == element->children.end() ? nullptr : &*found;
}

/// xs:decimal allows "+5", ".5" and "5."; Decimal does not.
QString plainNumber(QString text)
{
    text = text.trimmed();
    if (text.startsWith(u'+'))
        text.remove(0, 1);
    const bool isNegative = text.startsWith(u'-');
    if (isNegative)
        text.remove(0, 1);
    if (text.startsWith(u'.') && text.size() > 1)
        text.prepend(u'0');
    if (text.endsWith(u'.') && text.size() > 1)
        text.chop(1);
    return isNegative ? u'-' + text : text;
}

void markUnderstood(XmlElement &element)
{
    element.isUnderstood = true;
    for (XmlElement &child : element.children)
        markUnderstood(child);
}

} // namespace

XmlElement *XmlBinding::find(const QString &path) const
{
    XmlElement *element = m_element;
    for (const QStringView name : QStringView(path).tokenize(u'/', Qt::SkipEmptyParts))
        element = childOf(element, name);
    return element;
}

XmlElement *XmlBinding::make(const QString &path) const
{
    XmlElement *element = m_element;
    const QStringList names = path.split(u'/', Qt::SkipEmptyParts);
    for (qsizetype i = 0; i < names.size(); ++i) {
        const bool isLast = i + 1 == names.size();
        const bool isShared = !isLast && !element->children.empty() && element->children.back().name == names[i];
        element = isShared ? &element->children.back() : &element->children.emplace_back(XmlElement{names[i]});
    }
    return element;
}

XmlBinding XmlBinding::in(const QString &path) const
{
    if (isReading())
        return {find(path), *m_state};
    return {make(path), *m_state};
}

XmlBinding XmlBinding::added(const QString &name) const
{
    return {&m_element->children.emplace_back(XmlElement{name}), *m_state};
}

std::vector<XmlBinding> XmlBinding::all(const QString &name) const
{
    std::vector<XmlBinding> places;
    if (!m_element)
        return places;
    for (XmlElement &child : m_element->children) {
        if (child.name == name)
            places.emplace_back(&child, *m_state);
    }
    return places;
}

void XmlBinding::refuse(const QString &id, const QString &found, const QString &wanted) const
{
    if (m_state->status)
        m_state->status = fail(ErrorKind::InvalidInput, id,
                               {{u"element"_s, m_element ? m_element->name : QString()},
                                {u"line"_s, m_element ? m_element->line : 0},
                                {u"value"_s, found.left(60)},
                                {u"expected"_s, wanted}});
}

void XmlBinding::text(const QString &path, QString &value) const
{
    if (!isReading()) {
        if (!value.isEmpty())
            make(path)->text = value;
    } else if (XmlElement *element = find(path)) {
        value = element->text;
        element->isUnderstood = true;
    }
}

void XmlBinding::token(const QString &path, QString &value) const
{
    text(path, value);
    if (isReading())
        value = value.trimmed();
}

void XmlBinding::identifier(const QString &path, Identifier &value, const QString &schemeAttribute) const
{
    token(path, value.value);
    if (!value.isEmpty())
        attribute(path, schemeAttribute, value.scheme);
}

void XmlBinding::attribute(const QString &path, const QString &name, QString &value) const
{
    if (isReading()) {
        const QString stated = peekAttribute(path, name);
        if (!stated.isEmpty())
            value = stated;
        return;
    }
    if (value.isEmpty())
        return;
    // The element was made by the call before.
    XmlElement *element = m_element;
    for (const QStringView part : QStringView(path).tokenize(u'/', Qt::SkipEmptyParts)) {
        if (element->children.empty() || element->children.back().name != part)
            return;
        element = &element->children.back();
    }
    element->attributes.emplace_back(name, value);
}

void XmlBinding::date(const QString &path, QDate &value) const
{
    if (!isReading()) {
        if (value.isValid())
            make(path)->text = value.toString(Qt::ISODate);
        return;
    }
    XmlElement *element = find(path);
    if (!element)
        return;
    element->isUnderstood = true;
    // xs:date may carry a time zone, which says nothing about the day that was meant.
    value = QDate::fromString(element->text.trimmed().left(10), Qt::ISODate);
    if (!value.isValid())
        XmlBinding(element, *m_state).refuse(u"einvoice.value"_s, element->text, u"a date such as 2024-01-31"_s);
}

void XmlBinding::date102(const QString &path, const QString &leaf, QDate &value) const
{
    const QString full = path + u'/' + leaf;
    if (!isReading()) {
        if (value.isValid()) {
            XmlElement *element = make(full);
            element->attributes.emplace_back(u"format"_s, u"102"_s);
            element->text = value.toString(u"yyyyMMdd"_s);
        }
        return;
    }
    XmlElement *element = find(full);
    if (!element)
        return;
    element->isUnderstood = true;
    value = QDate::fromString(element->text.trimmed(), u"yyyyMMdd"_s);
    if (element->attribute(u"format") != u"102" || !value.isValid())
        XmlBinding(element, *m_state)
            .refuse(u"einvoice.value"_s, element->text, u"a date of format 102 such as 20240131"_s);
}

std::optional<Decimal> XmlBinding::number(const XmlElement &element) const
{
    const auto value = Decimal::parse(plainNumber(element.text));
    if (value)
        return *value;
    XmlBinding(const_cast<XmlElement *>(&element), *m_state)
        .refuse(u"einvoice.value"_s, element.text, u"a decimal number with at most 18 digits after the point"_s);
    return {};
}

void XmlBinding::amount(const QString &path, std::optional<Decimal> &value, const QString &currency) const
{
    if (!isReading()) {
        if (!value)
            return;
        XmlElement *element = make(path);
        element->text = amountText(*value);
        if (!currency.isEmpty())
            element->attributes.emplace_back(u"currencyID"_s, currency);
        return;
    }
    decimal(path, value);
    XmlElement *element = find(path);
    const QString stated = element ? element->attribute(u"currencyID").trimmed() : QString();
    const QString &wanted = currency.isEmpty() ? m_state->currency : currency;
    if (!stated.isEmpty() && !wanted.isEmpty() && stated != wanted)
        XmlBinding(element, *m_state).refuse(u"einvoice.currency"_s, stated, wanted);
}

void XmlBinding::amount(const QString &path, Decimal &value, const QString &currency) const
{
    std::optional<Decimal> one;
    if (!isReading())
        one = value;
    amount(path, one, currency);
    if (!isReading())
        return;
    if (!find(path))
        refuse(u"einvoice.missing"_s, path, u"an amount"_s);
    value = one.value_or(Decimal());
}

void XmlBinding::decimal(const QString &path, std::optional<Decimal> &value) const
{
    if (!isReading()) {
        if (value)
            make(path)->text = value->toShortString();
    } else if (XmlElement *element = find(path)) {
        element->isUnderstood = true;
        value = number(*element);
    }
}

void XmlBinding::decimal(const QString &path, Decimal &value) const
{
    std::optional<Decimal> one;
    if (!isReading())
        one = value;
    decimal(path, one);
    if (!isReading())
        return;
    if (!find(path))
        refuse(u"einvoice.missing"_s, path, u"a number"_s);
    value = one.value_or(Decimal());
}

void XmlBinding::fixed(const QString &path, const QString &value) const
{
    if (!isReading())
        make(path)->text = value;
    else if (XmlElement *element = find(path))
        element->isUnderstood = true;
}

void XmlBinding::base64(const QString &path, QByteArray &value) const
{
    if (!isReading()) {
        if (!value.isEmpty())
            make(path)->text = QString::fromLatin1(value.toBase64());
        return;
    }
    XmlElement *element = find(path);
    if (!element)
        return;
    element->isUnderstood = true;
    QByteArray text = element->text.toLatin1();
    text.removeIf([](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        XmlBinding(element, *m_state).refuse(u"einvoice.value"_s, element->text, u"base64"_s);
    value = *decoded;
}

QString XmlBinding::peek(const QString &path) const
{
    const XmlElement *element = find(path);
    return element ? element->text.trimmed() : QString();
}

QString XmlBinding::peekAttribute(const QString &path, const QString &name) const
{
    const XmlElement *element = find(path);
    return element ? element->attribute(name).trimmed() : QString();
}

void XmlBinding::skip(const QString &path) const
{
    if (XmlElement *element = isReading() ? find(path) : nullptr)
        markUnderstood(*element);
}

void XmlBinding::require() const
{
    if (m_element)
        m_element->isRequired = true;
}

QString amountText(const Decimal &value)
{
    QString text = value.toShortString();
    const qsizetype point = text.indexOf(u'.');
    if (point < 0)
        return text + u".00"_s;
    return text.size() - point == 2 ? text + u'0' : text;
}

} // namespace accord::einvoice
