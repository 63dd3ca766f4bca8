// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::bank {

/// An International Bank Account Number (ISO 13616) whose length and check digits (ISO 7064 mod 97-10) are right.
class Iban
{
public:
    Iban() = default;
    /// Reads "DE89 3704 0044 0532 0130 00": blanks and lower case are taken.
    /// \returns InvalidInput "bank.iban_country" (no length is registered for it), "bank.iban_length" (with the right
    ///          one), "bank.iban_characters" or "bank.iban_check_digits".
    static Result<Iban> parse(QStringView text);
    /// The number of \a country with the basic account number \a bban. \returns the errors of parse().
    static Result<Iban> make(QStringView country, QStringView bban);

    const QString &text() const { return m_text; } ///< compact: "DE89370400440532013000"
    QString country() const { return m_text.left(2); }
    QString bban() const { return m_text.mid(4); }
    /// In groups of four, for people.
    QString grouped() const;
    /// A Swiss or Liechtenstein number whose bank id is 30000 to 31999: it takes QR references only.
    bool isQrIban() const;

    friend bool operator==(const Iban &, const Iban &) = default;

private:
    QString m_text;
};

/// The remainder of \a text by 97, letters read as 10 to 35 (ISO 7064 mod 97-10); -1 when it holds anything else.
int mod97(QStringView text);

/// The account in the form that is equal for all formats: an IBAN stands as it is, without a currency behind it; a
/// German bank code and number ("50880050/194774600") becomes its IBAN; blanks go, letters are upper case.
QString canonicalAccount(QStringView account);

} // namespace accord::bank
