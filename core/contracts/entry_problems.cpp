// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/entry_problems.h"

#include "core/contracts/contract_json.h"

#include <QtCore/QJsonArray>

namespace accord::contracts {

namespace {

constexpr std::array lists{"items"_L1, "discounts"_L1, "commitments"_L1, "shares"_L1, "signatures"_L1};

Finding findingOf(const Error &error)
{
    QVariantMap args = error.args;
    const QString path = args.take(u"path"_s).toString();
    return {Severity::Blocking, error.id, path, args};
}

/// \a document without its lists: what a contract is before anything is priced.
QJsonObject headOf(QJsonObject document)
{
    for (const auto &list : lists)
        document.remove(list);
    document.insert(u"items"_s, QJsonArray());
    return document;
}

/// What is wrong with the element \a index of \a list when it stands alone beside \a head.
std::optional<Finding> problemOf(QJsonObject head, const QLatin1StringView &list, qsizetype index,
                                 const QJsonValue &element)
{
    head.insert(list, QJsonArray{element});
    const auto read = contractFromJson(head);
    if (read)
        return std::nullopt;
    Finding finding = findingOf(read.error());
    const QString alone = list + u"[0]"_s;
    finding.path = u"%1[%2]"_s.arg(list).arg(index)
                   + (finding.path.startsWith(alone) ? finding.path.mid(alone.size()) : QString());
    return finding;
}

} // namespace

Entry readEntry(const QJsonObject &document, int locations)
{
    Entry entry;
    QJsonObject head = headOf(document);
    if (const auto read = contractFromJson(head); !read) {
        entry.findings.push_back(findingOf(read.error()));
        head = {{u"number"_s, u"-"_s},
                {u"currency"_s, u"USD"_s},
                {u"start"_s, u"2000-01-01"_s},
                {u"end"_s, u"2001-01-01"_s},
                {u"items"_s, QJsonArray()}};
    }
    for (const auto &list : lists) {
        const QJsonArray elements = document.value(list).toArray();
        for (qsizetype i = 0; i < elements.size(); ++i)
            if (const auto problem = problemOf(head, list, i, elements[i]))
                entry.findings.push_back(*problem);
    }
    if (!entry.findings.empty())
        return entry;
    auto contract = contractFromJson(document);
    if (!contract) {
        entry.findings.push_back(findingOf(contract.error()));
        return entry;
    }
    entry.findings = findingsOf(*contract, locations);
    entry.contract = std::move(*contract);
    return entry;
}

} // namespace accord::contracts
