// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QDate>
#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace accord {

/// The canonical form that digests are taken of: fields in a fixed order, each as `length:value;`, text in UTF-8 of
/// Unicode normal form C, integers in decimal, dates in ISO 8601, instants in UTC with microseconds.
///
/// The length counts bytes, so no value can be mistaken for the border between two.
class CanonicalForm
{
public:
    CanonicalForm &add(const QString &text);
    CanonicalForm &add(const QByteArray &utf8);
    CanonicalForm &add(qint64 number);
    CanonicalForm &add(const QDate &day);
    CanonicalForm &add(const QDateTime &instant);

    const QByteArray &bytes() const { return m_bytes; }
    /// SHA-256 (FIPS 180-4) of the bytes in lower-case hexadecimal.
    QByteArray digest() const;

private:
    QByteArray m_bytes;
};

/// SHA-256 of \a bytes in lower-case hexadecimal.
QByteArray sha256Hex(const QByteArray &bytes);

} // namespace accord
