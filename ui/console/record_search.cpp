// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/record_search.h"

#include "core/storage/search_sql.h"
#include "core/workspace/workspace.h"
#include "ui/console/deep_links.h"
#include "ui/shell/deep_link.h"
#include "ui/shell/main_window.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(RecordSearch)
};

constexpr int mostOfAKind = 12;

using Hits = std::vector<storage::SearchHit>;

Result<Hits> find(workspace::Services &services, const QString &query)
{
    const bool onlyNumbers = query.startsWith(u'#');
    return storage::SearchSql(services.session())
        .find({onlyNumbers ? query.mid(1) : query, {}, onlyNumbers, mostOfAKind});
}

/// How a kind of record is shown, and what opens.
struct Shown
{
    QString group;
    QString icon;
    QString address;
};

Shown shownAs(const storage::SearchHit &hit)
{
    const QString ofAccount = u"account/"_s + hit.account.toString();
    switch (hit.kind) {
    case storage::SearchKind::Account:
        return {Tr::tr("Accounts"), u"building-2"_s, ofAccount};
    case storage::SearchKind::Location:
        return {Tr::tr("Locations"), u"map-pin"_s, ofAccount};
    case storage::SearchKind::Contract:
        return {Tr::tr("Contracts"), u"file-text"_s, ofAccount};
    case storage::SearchKind::Invoice:
        return {Tr::tr("Invoices"), u"receipt"_s, u"invoices/"_s + hit.record.toString(QUuid::WithoutBraces)};
    case storage::SearchKind::Person:
        return {Tr::tr("People"), u"user"_s, ofAccount};
    }
    Q_UNREACHABLE();
}

/// A name with its number behind it; invoices and contracts go by their number.
PaletteEntry entryFor(const storage::SearchHit &hit, const QPointer<MainWindow> &window)
{
    const Shown shown = shownAs(hit);
    const bool byNumber = hit.kind == storage::SearchKind::Invoice || hit.kind == storage::SearchKind::Contract;
    QStringList details = byNumber ? QStringList{hit.accountName, hit.detail} : QStringList{hit.number, hit.detail};
    if (!byNumber && hit.kind != storage::SearchKind::Account)
        details << hit.accountName;
    details.removeAll(QString());
    const QString title = !byNumber ? hit.title : hit.number.isEmpty() ? Tr::tr("Draft") : hit.number;
    return {shown.group, title, details.join(Tr::tr(" · ")), shown.icon, {}, {}, [window, address = shown.address] {
                if (window)
                    window->open(address, true);
            }};
}

/// In groups, the group of the best hit first.
std::vector<PaletteEntry> entriesFor(const Hits &hits, const QPointer<MainWindow> &window)
{
    QStringList groups;
    std::vector<PaletteEntry> entries;
    for (const storage::SearchHit &hit : hits) {
        entries.push_back(entryFor(hit, window));
        if (!groups.contains(entries.back().group))
            groups << entries.back().group;
    }
    std::stable_sort(entries.begin(), entries.end(), [&](const PaletteEntry &a, const PaletteEntry &b) {
        return groups.indexOf(a.group) < groups.indexOf(b.group);
    });
    return entries;
}

} // namespace

CommandPalette::Search recordSearch(workspace::Workspace &workspace, MainWindow &window, DeepLinks &links)
{
    auto latest = std::make_shared<jobs::Latest>(workspace.runner());
    return [&workspace, latest, window = QPointer<MainWindow>(&window), links = QPointer<DeepLinks>(&links)](
               const QString &query, const std::function<void(std::vector<PaletteEntry>)> &answer) {
        const QString text = query.trimmed();
        if (text.isEmpty() || text.startsWith(u'>') || text.startsWith(u'?') || !window)
            return answer({});
        if (DeepLink::isLink(text))
            return answer(links ? links->entriesFor(text) : std::vector<PaletteEntry>());
        latest->start(window.data(), workspace.onServices([text](workspace::Services &services, jobs::Progress &) {
            return find(services, text);
        }),
                      [window, answer](const Result<Hits> &found) {
                          answer(found ? entriesFor(*found, window) : std::vector<PaletteEntry>());
                      });
    };
}

} // namespace accord::ui
