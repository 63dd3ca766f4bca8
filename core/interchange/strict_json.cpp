// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/strict_json.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>
#include <QtCore/QStringDecoder>

namespace accord::interchange {

namespace {

constexpr qsizetype largest = 64 * 1024 * 1024;
constexpr int deepest = 64;

QVariantMap place(const QByteArray &text, qsizetype offset)
{
    const QByteArray before = text.left(offset);
    const qsizetype line = before.count('\n') + 1;
    return {{u"line"_s, line}, {u"column"_s, offset - before.lastIndexOf('\n')}};
}

/// Walks over the tokens to find what QJsonDocument lets pass: a key given twice, and too many levels.
class Scanner
{
public:
    explicit Scanner(const QByteArray &text)
        : m_text(text)
    { }

    Result<void> scan()
    {
        for (m_at = 0; m_at < m_text.size(); ++m_at) {
            switch (m_text[m_at]) {
            case '{':
                m_keys.emplace_back(QSet<QByteArray>());
                break;
            case '[':
                m_keys.emplace_back(std::nullopt);
                break;
            case '}':
            case ']':
                if (!m_keys.empty())
                    m_keys.pop_back();
                break;
            case '"':
                if (auto ok = string(); !ok)
                    return ok;
                break;
            default:
                break;
            }
            if (m_keys.size() > deepest)
                return fail(ErrorKind::InvalidInput, u"json.depth"_s, place(m_text, m_at));
        }
        return {};
    }

private:
    Result<void> string()
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != '"'; ++m_at) {
            if (m_text[m_at] == '\\')
                ++m_at;
        }
        const QByteArray content = m_text.mid(start + 1, m_at - start - 1);
        qsizetype next = m_at + 1;
        while (next < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text[next]))
            ++next;
        const bool isKey = next < m_text.size() && m_text[next] == ':' && !m_keys.empty() && m_keys.back();
        if (!isKey)
            return {};
        if (m_keys.back()->contains(content)) {
            QVariantMap args = place(m_text, start);
            args.insert(u"key"_s, QString::fromUtf8(content.left(80)));
            return fail(ErrorKind::InvalidInput, u"json.duplicate_key"_s, args);
        }
        m_keys.back()->insert(content);
        return {};
    }

    const QByteArray &m_text;
    qsizetype m_at = 0;
    std::vector<std::optional<QSet<QByteArray>>> m_keys; // none: an array
};

Result<QJsonDocument> read(const QByteArray &utf8)
{
    if (utf8.size() > largest)
        return fail(ErrorKind::InvalidInput, u"json.too_large"_s, {{u"most"_s, largest}});
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder(utf8);
    if (decoder.hasError() || utf8.contains('\0'))
        return fail(ErrorKind::InvalidInput, u"json.encoding"_s);
    if (auto scanned = Scanner(utf8).scan(); !scanned)
        return passOn(scanned);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &error);
    if (error.error != QJsonParseError::NoError) {
        QVariantMap args = place(utf8, error.offset);
        args.insert(u"problem"_s, error.errorString());
        return fail(ErrorKind::InvalidInput, u"json.malformed"_s, args);
    }
    return document;
}

} // namespace

Result<QJsonObject> readJsonObject(const QByteArray &utf8)
{
    const auto document = read(utf8);
    if (!document)
        return passOn(document);
    if (!document->isObject())
        return fail(ErrorKind::InvalidInput, u"json.not_an_object"_s);
    return document->object();
}

Result<QJsonArray> readJsonArray(const QByteArray &utf8)
{
    const auto document = read(utf8);
    if (!document)
        return passOn(document);
    if (!document->isArray())
        return fail(ErrorKind::InvalidInput, u"json.not_an_array"_s);
    return document->array();
}

} // namespace accord::interchange
