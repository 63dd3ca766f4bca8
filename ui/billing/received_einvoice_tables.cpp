// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/received_einvoice_tables.h"

#include "core/einvoice/term.h"
#include "ui/style/metrics.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ReceivedEinvoice)
};

QString nameOfTerm(const QString &id)
{
    const QString name = einvoice::termName(id);
    return name.isEmpty() ? id : Tr::tr("%1 %2").arg(id, name);
}

QString sentenceOf(const einvoice::Finding &finding)
{
    return finding.found.isEmpty()
               ? Tr::tr("%1 is missing. Right would be: %2").arg(nameOfTerm(finding.term), finding.expected)
               : Tr::tr("%1 is %2. Right would be: %3").arg(nameOfTerm(finding.term), finding.found, finding.expected);
}

QVariant given(const QString &value)
{
    return value.isEmpty() ? QVariant() : QVariant(value);
}

} // namespace

std::vector<FindingsModel::Column> findingColumns()
{
    using Column = FindingsModel::Column;
    using Item = FindingItem;
    const auto badge = [](const Item &i) {
        return QVariant::fromValue(i.rule.isEmpty() ? Badge{Tr::tr("Note"), Tone::Neutral}
                                                    : Badge{Tr::tr("Broken"), Tone::Bad});
    };
    return {
        Column{{u"sentence"_s, Tr::tr("What is wrong"), 460, Qt::AlignLeft, false, true},
               [](const Item &i) { return i.sentence; }},
        Column{{u"rule"_s, Tr::tr("Rule"), 180, Qt::AlignLeft, false}, [](const Item &i) { return given(i.rule); }},
        Column{{u"place"_s, Tr::tr("Where"), 110, Qt::AlignLeft, false}, [](const Item &i) { return given(i.place); }},
        Column{{u"state"_s, Tr::tr("State"), metrics::columnBadge, Qt::AlignLeft, false}, badge}};
}

std::vector<ComparedTermsModel::Column> comparedColumns()
{
    using Column = ComparedTermsModel::Column;
    using Item = ComparedItem;
    const auto badge = [](const Item &i) {
        return QVariant::fromValue(i.term.agrees() ? Badge{Tr::tr("Equal"), Tone::Good}
                                                   : Badge{Tr::tr("Different"), Tone::Warning});
    };
    return {Column{{u"term"_s, Tr::tr("Field"), 270, Qt::AlignLeft, false, true},
                   [](const Item &i) { return nameOfTerm(i.term.term); }},
            Column{{u"state"_s, Tr::tr("State"), metrics::columnBadge, Qt::AlignLeft, false}, badge},
            Column{{u"place"_s, Tr::tr("Where"), 110, Qt::AlignLeft, false},
                   [](const Item &i) { return given(i.term.place); }},
            Column{{u"received"_s, Tr::tr("As received"), 190, Qt::AlignLeft, false},
                   [](const Item &i) { return given(i.term.first); }},
            Column{{u"ours"_s, Tr::tr("Ours"), 190, Qt::AlignLeft, false},
                   [](const Item &i) { return given(i.term.second); }}};
}

std::vector<FindingItem> findingItems(const workspace::ReceivedEinvoice &received)
{
    std::vector<FindingItem> items;
    for (const einvoice::Finding &finding : received.findings)
        items.push_back({int(items.size()), finding.rule, finding.place, sentenceOf(finding)});
    for (const QString &path : received.read.ignored)
        items.push_back({int(items.size()), {}, {}, Tr::tr("%1 is no part of EN 16931 and was not read.").arg(path)});
    return items;
}

QString inWords(const FindingItem &item)
{
    return item.place.isEmpty() ? item.sentence : Tr::tr("%1: %2").arg(item.place, item.sentence);
}

QString inWords(const ComparedItem &item)
{
    const QString name = item.term.place.isEmpty() ? nameOfTerm(item.term.term)
                                                   : Tr::tr("%1, %2").arg(nameOfTerm(item.term.term), item.term.place);
    const auto said = [](const QString &value) { return value.isEmpty() ? Tr::tr("nothing") : value; };
    return item.term.agrees()
               ? Tr::tr("%1: both say %2").arg(name, item.term.first)
               : Tr::tr("%1: %2 as received, %3 in ours").arg(name, said(item.term.first), said(item.term.second));
}

std::vector<ComparedItem> comparedItems(const std::vector<einvoice::ComparedTerm> &terms, bool onlyDifferent)
{
    std::vector<ComparedItem> items;
    for (const einvoice::ComparedTerm &term : terms) {
        if (!onlyDifferent || !term.agrees())
            items.push_back({int(items.size()), term});
    }
    return items;
}

} // namespace accord::ui
