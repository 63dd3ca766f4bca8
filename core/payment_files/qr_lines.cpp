// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/qr_lines.h"

#include "core/payment_files/field_error.h"

namespace accord::payment_files {

void QrLines::fail(tl::unexpected<Error> error)
{
    if (!m_error)
        m_error = std::move(error).value();
}

void QrLines::add(const QString &field, const QString &text, qsizetype longest, Need need)
{
    const QString trimmed = text.trimmed();
    const bool isBroken
        = std::any_of(trimmed.begin(), trimmed.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (trimmed.isEmpty() && need == Needed)
        fail(wrongField(u"payment_files.missing"_s, field, {}, u"1 to %1 characters"_s.arg(longest)));
    else if (isBroken)
        fail(wrongField(u"payment_files.line_break"_s, field, trimmed, u"one line without control characters"_s));
    else if (trimmed.size() > longest)
        fail(wrongField(u"payment_files.too_long"_s, field, trimmed,
                        u"at most %1 characters, not %2"_s.arg(longest).arg(trimmed.size())));
    m_lines.append(trimmed);
}

void QrLines::addEmpty(int count)
{
    for (int i = 0; i < count; ++i)
        m_lines.append(QString());
}

Result<QString> QrLines::text(End end) const
{
    if (m_error)
        return tl::unexpected(*m_error);
    QStringList lines = m_lines;
    while (end == WithoutEmptyEnd && !lines.isEmpty() && lines.back().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

} // namespace accord::payment_files
