// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/einvoice/xml_tree.h"

#include <QtCore/QXmlStreamReader>

namespace accord::einvoice {

namespace {

struct Namespace
{
    const char16_t *prefix;
    const char16_t *uri;
};
constexpr Namespace namespaces[] = {
    {u"cbc", u"urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"},
    {u"cac", u"urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"},
    {u"Invoice", u"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"},
    {u"CreditNote", u"urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"},
    {u"rsm", u"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"},
    {u"ram", u"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"},
    {u"udt", u"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"},
    {u"qdt", u"urn:un:unece:uncefact:data:standard:QualifiedDataType:100"},
};

QString prefixOf(QStringView uri)
{
    for (const Namespace &one : namespaces) {
        if (uri == QStringView(one.uri))
            return QString::fromUtf16(one.prefix);
    }
    return {};
}

QString nameOf(const QXmlStreamReader &xml)
{
    const QString prefix = prefixOf(xml.namespaceUri());
    // The documents of UBL are the only elements of their namespaces.
    return prefix == xml.name() ? prefix : u"%1:%2"_s.arg(prefix, xml.name());
}

class Reader
{
public:
    Reader(const QByteArray &bytes, const XmlLimits &limits)
        : m_xml(bytes)
        , m_limits(limits)
    { }

    Result<XmlElement> read()
    {
        while (!m_xml.atEnd()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD:
            case QXmlStreamReader::EntityReference:
                return refuse(u"einvoice.xml_doctype"_s);
            case QXmlStreamReader::StartElement:
                if (const auto begun = begin(); !begun)
                    return passOn(begun);
                break;
            case QXmlStreamReader::Characters:
                if (!m_open.empty())
                    m_open.back()->text += m_xml.text();
                break;
            case QXmlStreamReader::EndElement:
                end();
                break;
            default:
                break;
            }
        }
        if (m_xml.hasError())
            return refuse(u"einvoice.xml_malformed"_s, {}, m_xml.errorString());
        return std::move(m_root);
    }

private:
    tl::unexpected<Error> refuse(const QString &id, QVariantMap args = {}, const QString &detail = {}) const
    {
        args.insert(u"line"_s, m_xml.lineNumber());
        args.insert(u"column"_s, m_xml.columnNumber());
        return fail(ErrorKind::InvalidInput, id, args, detail);
    }

    Result<void> begin()
    {
        if (int(m_open.size()) >= m_limits.depth)
            return refuse(u"einvoice.xml_too_deep"_s, {{u"limit"_s, m_limits.depth}});
        if (++m_elements > m_limits.elements)
            return refuse(u"einvoice.xml_too_large"_s, {{u"limit"_s, m_limits.elements}});
        XmlElement *element = m_open.empty() ? &m_root : &m_open.back()->children.emplace_back();
        element->name = nameOf(m_xml);
        element->line = m_xml.lineNumber();
        for (const QXmlStreamAttribute &attribute : m_xml.attributes()) {
            if (attribute.namespaceUri().isEmpty())
                element->attributes.emplace_back(attribute.name().toString(), attribute.value().toString());
        }
        m_open.push_back(element);
        return {};
    }

    /// Text between child elements is layout.
    void end()
    {
        if (!m_open.back()->children.empty())
            m_open.back()->text.clear();
        m_open.pop_back();
    }

    QXmlStreamReader m_xml;
    const XmlLimits &m_limits;
    XmlElement m_root;
    std::vector<XmlElement *> m_open;
    int m_elements = 0;
};

bool saysNothing(const std::list<XmlElement> &elements)
{
    return std::all_of(elements.begin(), elements.end(), [](const XmlElement &element) {
        return !element.isRequired && element.text.isEmpty() && saysNothing(element.children);
    });
}

class Writer
{
public:
    Result<QByteArray> write(const XmlElement &root)
    {
        m_text = u"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"_s;
        element(root, 0);
        if (!m_status)
            return passOn(m_status);
        return m_text.toUtf8();
    }

private:
    void element(const XmlElement &element, int depth)
    {
        if (depth > 0 && !element.isRequired && element.text.isEmpty() && saysNothing(element.children))
            return;
        m_element = element.name;
        m_text += QString(depth * 2, u' ') + u'<' + element.name;
        for (const auto &[name, value] : element.attributes) {
            m_text += u' ' + name + u"=\""_s;
            escaped(value, true);
            m_text += u'"';
        }
        if (element.text.isEmpty() && saysNothing(element.children)) {
            m_text += u"/>\n"_s;
            return;
        }
        m_text += u'>';
        if (element.children.empty()) {
            escaped(element.text, false);
        } else {
            m_text += u'\n';
            for (const XmlElement &child : element.children)
                this->element(child, depth + 1);
            m_text += QString(depth * 2, u' ');
        }
        m_text += u"</"_s + element.name + u">\n"_s;
    }

    /// Copies runs of characters that stand for themselves at once.
    void escaped(const QString &value, bool inAttribute)
    {
        qsizetype done = 0;
        for (qsizetype i = 0; i < value.size(); ++i) {
            const QChar character = value[i];
            check(value, i);
            const QString replaced = replacement(character, inAttribute);
            if (replaced.isNull())
                continue;
            m_text += QStringView(value).sliced(done, i - done);
            m_text += replaced;
            done = i + 1;
        }
        m_text += QStringView(value).sliced(done);
    }

    static QString replacement(QChar character, bool inAttribute)
    {
        switch (character.unicode()) {
        case u'&':
            return u"&amp;"_s;
        case u'<':
            return u"&lt;"_s;
        case u'>':
            return u"&gt;"_s;
        case u'"':
            return inAttribute ? u"&quot;"_s : QString();
        case u'\r': // a reader would make it a line break, and those in attributes a space
            return u"&#13;"_s;
        case u'\n':
            return inAttribute ? u"&#10;"_s : QString();
        case u'\t':
            return inAttribute ? u"&#9;"_s : QString();
        default:
            return {};
        }
    }

    /// XML 1.0, production 2: no control characters but three, no half of a surrogate pair, no U+FFFE and U+FFFF.
    void check(const QString &value, qsizetype at)
    {
        const char16_t c = value[at].unicode();
        const bool isPair = value[at].isHighSurrogate() ? at + 1 < value.size() && value[at + 1].isLowSurrogate()
                                                        : at > 0 && value[at - 1].isHighSurrogate();
        const bool isAllowed
            = value[at].isSurrogate() ? isPair : c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xFFFE);
        if (!isAllowed && m_status)
            m_status
                = fail(ErrorKind::InvalidInput, u"einvoice.character"_s,
                       {{u"element"_s, m_element}, {u"code"_s, u"U+%1"_s.arg(uint(c), 4, 16, QChar(u'0')).toUpper()}});
    }

    QString m_text;
    QString m_element;
    Result<void> m_status;
};

} // namespace

QString XmlElement::attribute(QStringView attributeName) const
{
    for (const auto &[key, value] : attributes) {
        if (key == attributeName)
            return value;
    }
    return {};
}

Result<XmlElement> readXml(const QByteArray &bytes, const XmlLimits &limits)
{
    if (bytes.size() > limits.bytes)
        return fail(ErrorKind::InvalidInput, u"einvoice.xml_too_large"_s, {{u"limit"_s, limits.bytes}});
    return Reader(bytes, limits).read();
}

Result<QByteArray> writeXml(const XmlElement &root)
{
    return Writer().write(root);
}

QString namespaceOf(QStringView prefix)
{
    for (const Namespace &one : namespaces) {
        if (prefix == QStringView(one.prefix))
            return QString::fromUtf16(one.uri);
    }
    return {};
}

} // namespace accord::einvoice
