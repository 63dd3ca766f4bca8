// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/ofx_elements.h"

#include <QtCore/QSet>

namespace accord::bank {

namespace {

/// Elements that hold text and never others, of those that are read: empty ones may lack their closing tag as well.
const QSet<QString> &values()
{
    static const QSet<QString> names{
        u"CODE"_s,     u"SEVERITY"_s, u"CURDEF"_s,  u"BANKID"_s,  u"BRANCHID"_s, u"ACCTID"_s,       u"ACCTTYPE"_s,
        u"TRNTYPE"_s,  u"DTPOSTED"_s, u"DTUSER"_s,  u"DTAVAIL"_s, u"TRNAMT"_s,   u"FITID"_s,        u"CHECKNUM"_s,
        u"REFNUM"_s,   u"SIC"_s,      u"PAYEEID"_s, u"NAME"_s,    u"MEMO"_s,     u"BALAMT"_s,       u"DTASOF"_s,
        u"CURRATE"_s,  u"CURSYM"_s,   u"SRVRTID"_s, u"DTSTART"_s, u"DTEND"_s,    u"CORRECTFITID"_s, u"CORRECTACTION"_s,
        u"LANGUAGE"_s, u"DTSERVER"_s, u"TRNUID"_s,  u"MESSAGE"_s};
    return names;
}

/// Character references: the five of XML, a blank, and numbers. Nothing is ever defined by a file.
QString unescaped(QStringView text)
{
    QString result = text.toString();
    if (!result.contains(u'&'))
        return result.trimmed();
    result.replace(u"&lt;"_s, u"<"_s).replace(u"&gt;"_s, u">"_s).replace(u"&nbsp;"_s, u" "_s);
    result.replace(u"&quot;"_s, u"\""_s).replace(u"&apos;"_s, u"'"_s).replace(u"&#39;"_s, u"'"_s);
    return result.replace(u"&amp;"_s, u"&"_s).trimmed();
}

class Scanner
{
public:
    explicit Scanner(const QString &text)
        : m_text(text)
    { }

    Result<XmlElement> read()
    {
        const qsizetype start = m_text.indexOf(u"<OFX>"_s, 0, Qt::CaseInsensitive);
        if (start < 0)
            return malformed({}, u"an element OFX"_s);
        const QStringView header = m_text.first(start);
        if (header.contains(u"<!DOCTYPE"_s, Qt::CaseInsensitive) || header.contains(u"<!ENTITY"_s, Qt::CaseInsensitive))
            return refuse(1, u"bank.xml_doctype"_s, u"DOCTYPE"_s, {}, u"a file without document type declaration"_s);
        m_line = 1 + header.count(u'\n');
        m_at = start;
        while (m_at < m_text.size()) {
            if (const auto stepped = step(); !stepped)
                return passOn(stepped);
            if (m_open.empty() && !m_root.name.isEmpty())
                return m_root;
        }
        return malformed(m_open.empty() ? QString() : m_open.back().name, u"a closing tag; the file may be cut off"_s);
    }

private:
    /// Takes one tag and the text behind it.
    Result<void> step()
    {
        const qsizetype end = m_text.indexOf(u'>', m_at);
        if (end < 0)
            return malformed(m_text.sliced(m_at).left(80).toString(), u"a tag that ends with >"_s);
        const QStringView tag = m_text.sliced(m_at + 1, end - m_at - 1).trimmed();
        const qsizetype next = m_text.indexOf(u'<', end);
        const QStringView behind = m_text.sliced(end + 1, (next < 0 ? m_text.size() : next) - end - 1);
        const auto taken = tag.startsWith(u'/') ? close(tag.sliced(1).trimmed()) : open(tag, behind);
        m_line += m_text.sliced(m_at, (next < 0 ? m_text.size() : next) - m_at).count(u'\n');
        m_at = next < 0 ? m_text.size() : next;
        return taken;
    }

    Result<void> open(QStringView tag, QStringView behind)
    {
        if (tag.startsWith(u'!') || tag.startsWith(u'?')) // comments and processing instructions say nothing here
            return {};
        if (!m_open.empty() && isValue(m_open.back()))
            endInnermost();
        if (m_open.size() >= std::size_t(XmlElement::deepest))
            return refuse(m_line, u"bank.xml_too_deep"_s, tag.left(80).toString(), {},
                          u"at most %1 levels of elements"_s.arg(XmlElement::deepest));
        const bool isEmpty = tag.endsWith(u'/');
        XmlElement element;
        element.name = (isEmpty ? tag.chopped(1) : tag).trimmed().toString().toUpper();
        element.text = unescaped(behind);
        element.line = m_line;
        m_open.push_back(std::move(element));
        if (isEmpty)
            endInnermost();
        return {};
    }

    Result<void> close(QStringView tag)
    {
        const QString name = tag.toString().toUpper();
        const auto isOpen = [&](const XmlElement &element) { return element.name == name; };
        if (std::none_of(m_open.begin(), m_open.end(), isOpen))
            return malformed(name, u"a closing tag for an element that is open"_s);
        while (m_open.back().name != name) {
            if (!isValue(m_open.back()))
                return malformed(name, u"the closing tag of %1 first"_s.arg(m_open.back().name));
            endInnermost();
        }
        endInnermost();
        return {};
    }

    static bool isValue(const XmlElement &element)
    {
        return element.children.empty() && (!element.text.isEmpty() || values().contains(element.name));
    }

    void endInnermost()
    {
        XmlElement element = std::move(m_open.back());
        m_open.pop_back();
        if (m_open.empty())
            m_root = std::move(element);
        else
            m_open.back().children.push_back(std::move(element));
    }

    tl::unexpected<Error> malformed(const QString &value, const QString &expected) const
    {
        return refuse(m_line, u"bank.ofx_malformed"_s, u"tag"_s, value, expected);
    }

    QStringView m_text;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    std::vector<XmlElement> m_open;
    XmlElement m_root;
};

} // namespace

Result<XmlElement> readOfxElements(const QString &text)
{
    return Scanner(text).read();
}

} // namespace accord::bank
