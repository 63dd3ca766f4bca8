// SPDX-License-Identifier: GPL-3.0-or-later
// A version of a contract beside the decision whether it holds.
#include "ui/approvals/approval_view.h"

#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/words/status_words.h"

namespace accord::ui {

namespace {

constexpr size_t termsShown = 40;

QString pathInWords(const QString &path)
{
    return QString(path).replace(u'_', u' ').replace(u'.', u" › "_s);
}

} // namespace

void ApprovalView::addActivation(const workspace::ApprovalItem &item)
{
    const workspace::AskedActivation &asked = *item.activation;
    const contracts::Contract &contract = asked.contract;
    addCaption(contract.version > 1 ? tr("What the version changes") : tr("What the contract says"));
    for (size_t i = 0; i < std::min(asked.changes.size(), termsShown); ++i) {
        const contracts::TermChange &change = asked.changes[i];
        const QString words = contract.version == 1 ? change.after
                              : change.isAdded()    ? tr("Added: %1").arg(change.after)
                              : change.isRemoved()  ? tr("Removed: %1").arg(change.before)
                                                    : tr("%1 → %2").arg(change.before, change.after);
        auto *path = new Label(pathInWords(change.path), TextRole::Caption, Token::Text3, m_inside);
        path->setWordWrap(true);
        m_column->addWidget(path);
        addText(words);
    }
    if (asked.changes.size() > termsShown)
        addText(tr("and %n more term(s)", nullptr, int(asked.changes.size() - termsShown)), true);
    const bool waits = item.approval.state() == approvals::ApprovalState::Pending;
    if (asked.isDone)
        addText(tr("It came to hold as version %1.").arg(contract.version))->setToken(Token::Good);
    else if (asked.isOutdated() && waits)
        addText(tr("%1 was changed since, it is at version %2 now: approving sends the request back to %3.")
                    .arg(contract.number)
                    .arg(asked.versionNow())
                    .arg(item.requestedByName))
            ->setToken(Token::Warning);
    else if (waits)
        addText(tr("It holds with the last approval, and not before: nothing is billed by it until then."), true);
}

} // namespace accord::ui
