// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/positive_pay.h"

#include "core/bank/file_text.h"
#include "core/payment_files/field_error.h"

#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace accord::payment_files {

namespace {

constexpr qsizetype longestPayee = 80;

bool hasLineBreak(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < u' '; });
}

Result<void> check(const IssuedCheck &check)
{
    if (!bank::isDigits(check.account) || check.account.size() > 17)
        return wrongField(u"payment_files.account"_s, u"account"_s, check.account, u"1 to 17 digits"_s);
    if (!bank::isDigits(check.number) || check.number.size() > 10)
        return wrongField(u"payment_files.check_number"_s, u"check number"_s, check.number, u"1 to 10 digits"_s);
    if (!check.issued.isValid())
        return wrongField(u"payment_files.date"_s, u"issue date"_s, {}, u"the day the check was written"_s);
    if (check.amount.minor() < 1)
        return wrongField(u"payment_files.amount"_s, u"amount"_s, check.amount.toString(), u"more than zero"_s);
    if (check.payee.trimmed().isEmpty())
        return wrongField(u"payment_files.missing"_s, u"payee"_s, {}, u"to whom the check is payable"_s);
    if (check.payee.size() > longestPayee)
        return wrongField(u"payment_files.too_long"_s, u"payee"_s, check.payee, u"at most 80 characters"_s);
    if (hasLineBreak(check.payee))
        return wrongField(u"payment_files.line_break"_s, u"payee"_s, check.payee, u"one line"_s);
    return {};
}

QString cell(const QString &text)
{
    if (!text.contains(u',') && !text.contains(u'"'))
        return text;
    return u'"' + QString(text).replace(u"\""_s, u"\"\""_s) + u'"';
}

} // namespace

Result<QByteArray> writePositivePay(const std::vector<IssuedCheck> &checks)
{
    if (checks.empty())
        return wrongField(u"payment_files.nothing_to_write"_s, u"checks"_s, {}, u"at least one check"_s);
    QSet<QString> seen;
    QStringList rows{u"account_number,check_number,issue_date,amount,payee,status"_s};
    for (const IssuedCheck &issued : checks) {
        if (const auto right = check(issued); !right)
            return passOn(right);
        const QString key = issued.account + u'/' + issued.number;
        if (seen.contains(key))
            return wrongField(u"payment_files.duplicate_id"_s, u"check number"_s, key, u"each check once"_s);
        seen.insert(key);
        rows.append(QStringList{issued.account, issued.number, issued.issued.toString(Qt::ISODate),
                                issued.amount.toString(), cell(issued.payee), issued.isVoid ? u"V"_s : u"I"_s}
                        .join(u','));
    }
    return QString(rows.join(u"\r\n"_s) + u"\r\n"_s).toUtf8();
}

} // namespace accord::payment_files
