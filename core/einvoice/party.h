// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>
#include <QtCore/QString>

#include <optional>
#include <vector>

/// The semantic model of an electronic invoice (EN 16931-1:2017). Each member names its business term (BT) or group of
/// terms (BG). Empty text, a null date and an absent optional all mean: the term is not given.
namespace accord::einvoice {

/// A value and the list that it is taken from.
struct Identifier
{
    QString value;
    QString scheme; ///< ISO/IEC 6523 or, of endpoints, EAS; empty: none

    bool isEmpty() const { return value.isEmpty(); }
    bool operator==(const Identifier &) const = default;
};

/// BG-5, BG-8, BG-12, BG-15.
struct PostalAddress
{
    QString line1; ///< BT-35, BT-50, BT-64, BT-75
    QString line2; ///< BT-36, BT-51, BT-65, BT-76
    QString line3; ///< BT-162, BT-163, BT-164, BT-165
    QString city; ///< BT-37, BT-52, BT-66, BT-77
    QString postalCode; ///< BT-38, BT-53, BT-67, BT-78
    QString subdivision; ///< BT-39, BT-54, BT-68, BT-79
    QString country; ///< BT-40, BT-55, BT-69, BT-80: ISO 3166-1 alpha-2

    bool isEmpty() const { return *this == PostalAddress{}; }
    bool operator==(const PostalAddress &) const = default;
};

/// BG-6, BG-9.
struct Contact
{
    QString name; ///< BT-41, BT-56
    QString telephone; ///< BT-42, BT-57
    QString email; ///< BT-43, BT-58

    bool isEmpty() const { return *this == Contact{}; }
    bool operator==(const Contact &) const = default;
};

/// BG-4 and BG-7: who sells, who buys.
struct Party
{
    QString name; ///< BT-27, BT-44
    QString tradingName; ///< BT-28, BT-45
    std::vector<Identifier> identifiers; ///< BT-29; of the buyer at most one, BT-46
    Identifier legalRegistration; ///< BT-30, BT-47
    QString vatId; ///< BT-31, BT-48
    QString taxNumber; ///< BT-32, of the seller only
    QString legalInformation; ///< BT-33, of the seller only
    Identifier electronicAddress; ///< BT-34, BT-49
    PostalAddress address; ///< BG-5, BG-8
    Contact contact; ///< BG-6, BG-9

    bool operator==(const Party &) const = default;
};

/// BG-10: who is paid, when it is not the seller.
struct Payee
{
    QString name; ///< BT-59
    Identifier identifier; ///< BT-60
    Identifier legalRegistration; ///< BT-61

    bool operator==(const Payee &) const = default;
};

/// BG-11.
struct TaxRepresentative
{
    QString name; ///< BT-62
    QString vatId; ///< BT-63
    PostalAddress address; ///< BG-12

    bool operator==(const TaxRepresentative &) const = default;
};

/// BG-13: where and when it was delivered.
struct Delivery
{
    QString name; ///< BT-70
    Identifier location; ///< BT-71
    QDate date; ///< BT-72
    PostalAddress address; ///< BG-15

    bool isEmpty() const { return *this == Delivery{}; }
    bool operator==(const Delivery &) const = default;
};

} // namespace accord::einvoice
