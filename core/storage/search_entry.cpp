// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/search_entry.h"

#include "core/storage/sql_values.h"

#include <array>

namespace accord::storage {

namespace {

constexpr std::array kinds{std::pair(SearchKind::Account, u"account"), std::pair(SearchKind::Location, u"location"),
                           std::pair(SearchKind::Contract, u"contract"), std::pair(SearchKind::Invoice, u"invoice"),
                           std::pair(SearchKind::Person, u"person")};

/// Words that capitals spell with other letters ("Straße", "STRASSE"): the index folds accents and case only.
QString otherSpellings(const QString &text)
{
    QStringList spellings;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (std::all_of(word.begin(), word.end(), [](QChar c) { return c < u'\x80'; }))
            continue;
        const QString capitals = folded(word.toUpper());
        if (capitals != folded(word))
            spellings << capitals;
    }
    return spellings.join(u' ');
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u' ');
}

QString townOf(const accounts::Address &address)
{
    QStringList parts{address.city, address.region, address.country};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString wordsOf(const accounts::Address &address)
{
    return joined({address.line1, address.line2, address.postalCode, address.city, address.region, address.country});
}

SearchEntry complete(SearchEntry entry)
{
    for (QString *text : {&entry.number, &entry.title, &entry.detail})
        *text = notNull(*text);
    entry.body = notNull(joined({entry.body, otherSpellings(joined({entry.title, entry.detail, entry.body}))}));
    return entry;
}

} // namespace

SearchEntry searchEntryOf(const accounts::Account &account, const std::vector<accounts::Contact> &contacts)
{
    QStringList words{wordsOf(account.address), account.vatId, account.portalReference, account.invoiceEmail,
                      account.customerSuccessManager};
    if (account.legalName != account.name)
        words << account.legalName;
    for (const accounts::Contact &contact : contacts)
        words << contact.name << contact.email;
    return complete({SearchKind::Account, account.id.uuid(), account.id, account.number, account.name,
                     townOf(account.address), joined(words)});
}

SearchEntry searchEntryOf(const accounts::Location &location)
{
    return complete(
        {SearchKind::Location, location.id.uuid(), location.account, location.code, location.name,
         townOf(location.address),
         joined({location.address.line1, location.address.line2, location.address.postalCode, location.costCentre})});
}

SearchEntry searchEntryOf(const accounts::Contact &contact)
{
    return complete({SearchKind::Person,
                     contact.id.uuid(),
                     contact.account,
                     {},
                     contact.name,
                     contact.title.isEmpty() ? contact.role : contact.title,
                     joined({contact.email, contact.phone, contact.role})});
}

SearchEntry searchEntryOf(const contracts::Contract &contract)
{
    QStringList words{contract.terms.purchaseOrder};
    for (const contracts::PriceItem &item : contract.items)
        words << item.description << item.purchaseOrder;
    return complete(
        {SearchKind::Contract, contract.id.uuid(), contract.account, contract.number, {}, {}, joined(words)});
}

SearchEntry searchEntryOf(const billing::Invoice &invoice)
{
    return complete({SearchKind::Invoice, invoice.id.uuid(), invoice.account, invoice.number, invoice.accountName,
                     invoice.bill.purchaseOrder, invoice.bill.total.toString()});
}

QString toString(SearchKind kind)
{
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto &one) { return one.first == kind; });
    return QString::fromUtf16(found->second);
}

Result<SearchKind> searchKindFromString(const QString &text)
{
    for (const auto &[kind, name] : kinds) {
        if (text == QString::fromUtf16(name))
            return kind;
    }
    return fail(ErrorKind::InvalidInput, u"search.kind_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::storage
