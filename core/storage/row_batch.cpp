// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/row_batch.h"

namespace accord::storage {

QJsonValue RowBatch::toJson(const QString &text)
{
    if (text.isNull())
        return {};
    m_isValid = m_isValid && text.isValidUtf16() && !text.contains(QChar(u'\0'));
    return text;
}

QJsonValue RowBatch::toJson(const QByteArray &bytes)
{
    return bytes.isNull() ? QJsonValue() : QJsonValue(u"\\x"_s + QString::fromLatin1(bytes.toHex()));
}

Result<> RowBatch::store(Session &session, Sql insert)
{
    if (!std::exchange(m_isValid, true))
        return fail(ErrorKind::InvalidInput, u"storage.text_invalid"_s, {{u"parameter"_s, 1}});
    const QJsonArray rows = std::exchange(m_rows, {});
    if (rows.isEmpty())
        return {};
    const auto stored = session.run(insert, rows);
    return stored ? Result<>() : passOn(stored);
}

} // namespace accord::storage
