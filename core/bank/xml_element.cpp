// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/xml_element.h"

#include <QtCore/QXmlStreamReader>

namespace accord::bank {

namespace {

tl::unexpected<Error> malformed(const QXmlStreamReader &reader)
{
    return fail(ErrorKind::InvalidInput, u"bank.xml_malformed"_s,
                {{u"line"_s, reader.lineNumber()}, {u"expected"_s, u"well-formed XML up to the end of the file"_s}},
                reader.errorString());
}

Result<XmlElement> readBelow(QXmlStreamReader &reader, int levels)
{
    XmlElement element;
    element.name = reader.name().toString();
    element.line = reader.lineNumber();
    element.currency = reader.attributes().value(u"Ccy"_s).toString();
    if (levels == 0)
        return refuse(element.line, u"bank.xml_too_deep"_s, element.name, {},
                      u"at most %1 levels of elements"_s.arg(XmlElement::deepest));
    for (;;) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement: {
            auto child = readBelow(reader, levels - 1);
            if (!child)
                return child;
            element.children.push_back(std::move(*child));
            break;
        }
        case QXmlStreamReader::Characters:
            element.text += reader.text();
            break;
        case QXmlStreamReader::EndElement:
            element.text = element.text.trimmed();
            return element;
        case QXmlStreamReader::EntityReference:
        case QXmlStreamReader::Invalid:
        case QXmlStreamReader::EndDocument:
            return malformed(reader);
        default:
            break;
        }
    }
}

} // namespace

const XmlElement *XmlElement::find(QStringView path) const
{
    const XmlElement *at = this;
    for (const QStringView step : path.tokenize(u'/')) {
        const auto child = std::find_if(at->children.begin(), at->children.end(),
                                        [step](const XmlElement &candidate) { return candidate.name == step; });
        if (child == at->children.end())
            return nullptr;
        at = &*child;
    }
    return at;
}

QString XmlElement::value(QStringView path) const
{
    const XmlElement *element = find(path);
    return element ? element->text : QString();
}

QString XmlElement::firstValue(std::initializer_list<QStringView> paths) const
{
    for (const QStringView path : paths) {
        if (const QString first = value(path); !first.isEmpty())
            return first;
    }
    return {};
}

std::vector<const XmlElement *> XmlElement::all(QStringView childName) const
{
    std::vector<const XmlElement *> named;
    for (const XmlElement &child : children) {
        if (child.name == childName)
            named.push_back(&child);
    }
    return named;
}

Result<XmlElement> readElement(QXmlStreamReader &reader)
{
    return readBelow(reader, XmlElement::deepest);
}

Result<bool> nextChild(QXmlStreamReader &reader)
{
    for (;;) {
        switch (reader.readNext()) {
        case QXmlStreamReader::StartElement:
            return true;
        case QXmlStreamReader::EndElement:
        case QXmlStreamReader::EndDocument:
            return false;
        case QXmlStreamReader::DTD:
            return refuse(reader.lineNumber(), u"bank.xml_doctype"_s, u"DOCTYPE"_s, {},
                          u"a message without document type declaration"_s);
        case QXmlStreamReader::Invalid:
            return malformed(reader);
        default:
            break;
        }
    }
}

} // namespace accord::bank
