// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/status_tabs.h"

#include "ui/billing/billing_words.h"
#include "ui/words/status_words.h"

#include <QtCore/QSignalBlocker>

namespace accord::ui {

StatusTabs::StatusTabs(QWidget *parent)
    : QTabBar(parent)
{
    setAccessibleName(tr("Status of the invoices"));
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(true);
    const QSignalBlocker quiet(this);
    setTabData(addTab({}), QString());
    for (const auto status : billing_words::statuses)
        setTabData(addTab({}), billing::toString(status));
    setCounts({});
    connect(this, &QTabBar::currentChanged, this, [this](int index) { Q_EMIT chosen(tabData(index).toString()); });
}

void StatusTabs::setCounts(const std::vector<storage::StatusCount> &counts)
{
    qint64 all = 0;
    for (const auto &one : counts)
        all += one.count;
    setTabText(0, tr("All %1").arg(countText(all)));
    int tab = 0;
    for (const auto status : billing_words::statuses) {
        const auto found
            = std::find_if(counts.begin(), counts.end(), [&](const auto &one) { return one.status == status; });
        setTabText(++tab, tr("%1 %2").arg(badgeOf(status).text, countText(found == counts.end() ? 0 : found->count)));
        setTabVisible(tab, found != counts.end() || tab == currentIndex());
    }
}

void StatusTabs::setStatus(const QString &status)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; i < count(); ++i) {
        if (tabData(i).toString() == status) {
            setTabVisible(i, true);
            setCurrentIndex(i);
        }
    }
}

} // namespace accord::ui
