// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/canonical.h"

#include "core/base/iso_date.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace accord {

using namespace Qt::Literals::StringLiterals;

CanonicalForm &CanonicalForm::add(const QByteArray &utf8)
{
    m_bytes += QByteArray::number(utf8.size());
    m_bytes += ':';
    m_bytes += utf8;
    m_bytes += ';';
    return *this;
}

CanonicalForm &CanonicalForm::add(const QString &text)
{
    // Text in ASCII, as nearly all of it is, has no other form.
    const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
    if (std::all_of(text.begin(), text.end(), isAscii))
        return add(text.toLatin1());
    return add(text.normalized(QString::NormalizationForm_C).toUtf8());
}

CanonicalForm &CanonicalForm::add(qint64 number)
{
    return add(QByteArray::number(number));
}

CanonicalForm &CanonicalForm::add(const QDate &day)
{
    return add(isoDate(day).toLatin1());
}

CanonicalForm &CanonicalForm::add(const QDateTime &instant)
{
    // QDateTime keeps milliseconds; the form has room for the microseconds of a server.
    return add(instant.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"_s).toLatin1());
}

QByteArray CanonicalForm::digest() const
{
    return sha256Hex(m_bytes);
}

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

} // namespace accord
