// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/mt940_details.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

namespace accord::bank {

namespace {

constexpr qsizetype fullSubField = 27; ///< characters of a German sub-field; a shorter one ends its word
constexpr qsizetype fullLine = 65; ///< characters of a SWIFT line

using Words = QHash<QString, QString>; ///< by code word; free text under the empty one

/// One line after the other without a blank between: the wrap may be anywhere, even inside of "?20".
QString unwrapped(const Mt940Field &field)
{
    return field.lines.join(QString());
}

/// Free text: a blank where a line ended before it was full.
QString freeText(const Mt940Field &field)
{
    QString text;
    qsizetype before = fullLine;
    for (qsizetype i = 0; i < field.lines.size(); ++i) {
        text += (before < fullLine ? u" "_s : QString()) + field.lines[i];
        before = field.lines[i].size() + (i == 0 ? 4 : 0); // with ":86:"
    }
    return tidy(text);
}

bool isIdentifier(const QString &word)
{
    return QStringList{u"EREF"_s, u"KREF"_s, u"MREF"_s, u"CRED"_s, u"DEBT"_s, u"IBAN"_s, u"BIC"_s}.contains(word);
}

/// Sorts the text of purpose sub-fields by the code words "EREF+", "SVWZ+" …
class PurposeReader
{
public:
    void add(const QString &subField)
    {
        static const QRegularExpression words(
            u"(?:^| )(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC)\\+"_s);
        qsizetype from = 0;
        auto matches = words.globalMatch(subField);
        while (matches.hasNext()) {
            const auto match = matches.next();
            append(subField.mid(from, match.capturedStart() - from), match.capturedStart());
            m_word = match.captured(1);
            m_before = fullSubField;
            from = match.capturedEnd();
        }
        append(subField.mid(from), subField.size());
    }

    const Words &words() const { return m_words; }

private:
    /// \param length  of the sub-field so far: a value goes on in the next one only when this one is full
    void append(const QString &text, qsizetype length)
    {
        if (text.isEmpty())
            return;
        if (m_before < fullSubField && isIdentifier(m_word))
            m_word.clear();
        QString &value = m_words[m_word];
        value += (m_before < fullSubField && !value.isEmpty() ? u" "_s : QString()) + text;
        m_before = length;
    }

    Words m_words;
    QString m_word;
    qsizetype m_before = fullSubField;
};

/// Sub-fields "?20" by their two digits.
std::vector<std::pair<int, QString>> subFields(const QString &text)
{
    static const QRegularExpression separator(u"\\?([0-9]{2})"_s);
    std::vector<std::pair<int, QString>> list;
    qsizetype from = -1;
    auto matches = separator.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (!list.empty())
            list.back().second = text.mid(from, match.capturedStart() - from);
        list.emplace_back(match.captured(1).toInt(), QString());
        from = match.capturedEnd();
    }
    if (!list.empty())
        list.back().second = text.mid(from);
    return list;
}

QString reference(const QString &text)
{
    const QString value = tidy(text);
    return value == u"NOTPROVIDED" || value == u"NONREF" ? QString() : value;
}

/// "EUR 12,50", "EUR12,50" or "12,50": an amount behind COAM+, OAMT+, /OCMT/ and /CHGS/.
std::optional<Money> namedAmount(const QString &text, const Currency &usual)
{
    static const QRegularExpression form(u"^\\s*([A-Z]{3})?\\s*([0-9]+(?:[.,][0-9]*)?)"_s);
    const auto match = form.match(text);
    const auto currency
        = match.captured(1).isEmpty() ? Result<Currency>(usual) : Currency::fromCodeOrFormer(match.captured(1));
    if (!match.hasMatch() || !currency)
        return std::nullopt;
    const auto amount = parseAmount(match.captured(2), *currency);
    return amount && !amount->isZero() ? std::optional(*amount) : std::nullopt;
}

void takePurpose(BankEntry &entry, const Words &words)
{
    entry.endToEndId = reference(words.value(u"EREF"_s));
    entry.mandateId = reference(words.value(u"MREF"_s));
    if (const QString order = reference(words.value(u"KREF"_s)); !order.isEmpty())
        entry.orderId = order;
    entry.remittanceText = tidy(words.value(u"SVWZ"_s) + u' ' + words.value(QString()));
    entry.ultimatePartyName = tidy(words.value(u"ABWA"_s));
    if (const QString account = compact(words.value(u"IBAN"_s)); !account.isEmpty())
        entry.counterpartyAccount = account;
    if (const auto original = namedAmount(words.value(u"OAMT"_s), entry.amount.currency()))
        entry.instructedAmount = original;
    if (const auto charges = namedAmount(words.value(u"COAM"_s), entry.amount.currency()))
        entry.charges = charges;
}

/// The reason of a return: an ISO code in the text, else the three digits of sub-field 34.
void takeReturn(BankEntry &entry, const QString &transactionCode, const QString &extension)
{
    static const QRegularExpression isoReason(
        u"\\b(AC0[1-6]|AC13|AG0[12]|AM0[1-9]|BE0[1-8]|DT01|FF05|MD0[1-7]|MS0[23]|RC01|RR0[1-4]|SL01)\\b"_s);
    if (!QStringList{u"108"_s, u"109"_s, u"159"_s}.contains(transactionCode)) // returned debit B2B, CORE, credit
        return;
    entry.isReturn = true;
    const auto match = isoReason.match(entry.remittanceText);
    entry.returnReason = match.hasMatch() ? match.captured(1) : tidy(extension);
    entry.returnText = entry.typeText;
}

void readGerman(BankEntry &entry, const QString &text)
{
    PurposeReader purpose;
    QString name;
    QString extension;
    for (const auto &[code, value] : subFields(text)) {
        if (code == 0)
            entry.typeText = tidy(value);
        else if ((code >= 20 && code <= 29) || (code >= 60 && code <= 63))
            purpose.add(value);
        else if (code == 30)
            entry.counterpartyBank = compact(value);
        else if (code == 31 || code == 38) // 38: the Polish form gives the IBAN there
            entry.counterpartyAccount = compact(value);
        else if (code == 32 || code == 33)
            name += value;
        else if (code == 34)
            extension = value;
    }
    entry.counterpartyName = tidy(name);
    takePurpose(entry, purpose.words());
    const QString transactionCode = text.trimmed().left(3);
    entry.typeCode += u'/' + transactionCode;
    takeReturn(entry, transactionCode, extension);
}

/// "/EREF/…/ORDP//NAME/…/REMI/…": the value of a code word ends at the next one.
void readDutch(BankEntry &entry, const QString &text)
{
    static const QRegularExpression word(
        u"/(TRTP|EREF|MARF|CSID|PREF|RTRN|IBAN|BIC|NAME|REMI|ORDP|BENM|ISDT|ULTD|ULTB|CNTP"
        u"|OCMT|CHGS|EXCH|ADDR|PURP|SVCL|INIT|USTD|STRD|CUR)/"_s);
    Words words;
    QString current;
    qsizetype from = 0;
    auto matches = word.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        words[current] += text.mid(from, match.capturedStart() - from);
        current = match.captured(1);
        from = match.capturedEnd();
    }
    words[current] += text.mid(from);
    const auto value = [&words](const QString &name) { return tidy(words.value(name)); };
    entry.endToEndId = reference(value(u"EREF"_s));
    entry.mandateId = reference(value(u"MARF"_s));
    entry.returnReason = value(u"RTRN"_s);
    entry.isReturn = !entry.returnReason.isEmpty();
    entry.counterpartyName = value(u"NAME"_s);
    entry.counterpartyBank = value(u"BIC"_s);
    if (const QString account = compact(value(u"IBAN"_s)); !account.isEmpty())
        entry.counterpartyAccount = account;
    entry.remittanceText = tidy(value(u"REMI"_s) + u' ' + value(u"USTD"_s) + u' ' + value(QString()));
    entry.instructedAmount = namedAmount(value(u"OCMT"_s), entry.amount.currency());
    entry.charges = namedAmount(value(u"CHGS"_s), entry.amount.currency());
}

} // namespace

void addMt940Details(BankEntry &entry, const Mt940Field &field)
{
    static const QRegularExpression german(u"^\\s*[0-9]{3}\\?[0-9]{2}"_s);
    static const QRegularExpression dutch(u"^\\s*/[A-Z]{3,4}/"_s);
    const QString text = unwrapped(field);
    if (german.match(text).hasMatch())
        readGerman(entry, text);
    else if (dutch.match(text).hasMatch())
        readDutch(entry, text);
    else
        entry.remittanceText = freeText(field);
}

} // namespace accord::bank
