// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/disputes_box.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using storage::DisputeRow;
using workspace::ReceivablesDesk;

DisputeDialog::DisputeDialog(const QString &title, const QString &verb, const std::vector<Choice> &choices,
                             QWidget *parent)
    : QDialog(parent)
    , m_choices(choices)
    , m_line(new QComboBox(this))
    , m_words(new QLineEdit(this))
    , m_button(nullptr)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    for (const Choice &choice : m_choices)
        m_line->addItem(choice.name);
    m_line->setAccessibleName(tr("What is disputed"));
    m_line->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_line->setMinimumContentsLength(32);
    m_words->setAccessibleName(tr("Words"));
    auto *form = new QFormLayout;
    form->addRow(tr("What"), m_line);
    form->addRow(tr("Words"), m_words);
    m_line->setEnabled(m_choices.size() > 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(tr("%1  Ctrl+Enter").arg(verb), QDialogButtonBox::ActionRole);
    m_button->setAccessibleName(verb);
    m_button->setEnabled(false);
    setButtonKind(m_button, ButtonKind::Primary);
    connect(m_words, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_button->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_button, &QPushButton::clicked, this, [this] {
        Q_EMIT answered(line(), m_words->text().trimmed());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    connect(key, &QShortcut::activated, m_button, &QPushButton::click);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addLayout(form);
    layout->addWidget(buttons);
    m_words->setFocus();
}

int DisputeDialog::line() const
{
    return m_choices.empty() ? 0 : m_choices[size_t(std::max(0, m_line->currentIndex()))].line;
}

DisputesBox::DisputesBox(workspace::Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_rows(new QVBoxLayout)
    , m_open(new QPushButton(tr("Dispute…"), this))
{
    m_open->setAccessibleName(tr("Dispute a line or the whole invoice"));
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_open);
    foot->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::inset, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(new Label(tr("Disputes"), TextRole::Caption, Token::Text3, this));
    layout->addLayout(m_rows);
    layout->addLayout(foot);
    connect(m_open, &QPushButton::clicked, this, [this] { askToDispute(); });
    hide();
}

void DisputesBox::clear()
{
    m_load.cancel();
    m_invoice.reset();
    m_disputes.clear();
    hide();
}

void DisputesBox::setInvoice(const billing::Invoice &invoice)
{
    if (invoice.state != billing::InvoiceState::Issued)
        return clear();
    m_invoice = invoice;
    load();
}

bool DisputesBox::canDispute() const
{
    return m_invoice && !m_workspace.isReadOnly() && std::ranges::none_of(m_disputes, [](const DisputeRow &one) {
               return one.line == 0 && one.resolution.isEmpty();
           });
}

void DisputesBox::load()
{
    m_load.start(this,
                 m_workspace.onServices([id = m_invoice->id](workspace::Services &services,
                                                             jobs::Progress &) -> Result<std::vector<DisputeRow>> {
                     auto disputes = ReceivablesDesk(services).disputes(false);
                     if (disputes)
                         std::erase_if(*disputes, [&](const DisputeRow &one) { return one.invoice != id; });
                     return disputes;
                 }),
                 [this](const Result<std::vector<DisputeRow>> &disputes) {
                     if (!disputes)
                         return Q_EMIT refused(inWords(disputes.error()).paragraph());
                     m_disputes = *disputes;
                     build();
                     Q_EMIT loaded();
                 });
}

QString DisputesBox::nameOfLine(int line) const
{
    if (line <= 0 || size_t(line) > m_invoice->bill.lines.size())
        return tr("The whole invoice");
    const billing::BillLine &one = m_invoice->bill.lines[size_t(line) - 1];
    return one.locationName.isEmpty() || one.description.contains(one.locationName)
               ? tr("Line %1: %2").arg(line).arg(one.description)
               : tr("Line %1: %2, %3").arg(line).arg(one.description, one.locationName);
}

void DisputesBox::build()
{
    emptyLayout(m_rows);
    for (const DisputeRow &dispute : m_disputes)
        addDispute(dispute);
    if (m_disputes.empty())
        m_rows->addWidget(
            new Label(tr("Nothing of this invoice is disputed."), TextRole::Secondary, Token::Text2, this));
    m_open->setVisible(!m_workspace.isReadOnly());
    m_open->setEnabled(canDispute());
    show();
}

void DisputesBox::addDispute(const DisputeRow &dispute)
{
    const bool isOpen = dispute.resolution.isEmpty();
    auto *badge = new StatusBadge(this);
    badge->setBadge(isOpen ? Badge{tr("Disputed"), Tone::Warning} : Badge{tr("Resolved"), Tone::Neutral});
    auto *head = new QHBoxLayout;
    head->addWidget(badge);
    head->addWidget(new Label(moneyText(dispute.amount), TextRole::BodyStrong, Token::Text, this));
    head->addStretch();
    if (isOpen && !m_workspace.isReadOnly()) {
        auto *resolve = new QPushButton(tr("Resolve…"), this);
        resolve->setAccessibleName(tr("Resolve: %1").arg(nameOfLine(dispute.line)));
        setButtonKind(resolve, ButtonKind::Quiet);
        connect(resolve, &QPushButton::clicked, this, [this, dispute] { askToResolve(dispute); });
        head->addWidget(resolve);
    }
    m_rows->addLayout(head);
    const auto say = [this](const QString &text) {
        auto *label = new Label(text, TextRole::Secondary, Token::Text2, this);
        label->setWordWrap(true);
        m_rows->addWidget(label);
    };
    say(nameOfLine(dispute.line));
    say(tr("%1 (%2, %3)").arg(dispute.reason, dispute.openedBy, dateText(dispute.openedOn)));
    if (!isOpen)
        say(tr("%1 (%2, %3)").arg(dispute.resolution, dispute.resolvedBy, dateText(dispute.resolvedOn)));
}

DisputeDialog *DisputesBox::askToDispute()
{
    if (!canDispute())
        return nullptr;
    std::vector<DisputeDialog::Choice> choices{{0, tr("The whole invoice")}};
    const auto isDisputed = [this](int line) {
        return std::ranges::any_of(m_disputes,
                                   [&](const DisputeRow &one) { return one.line == line && one.resolution.isEmpty(); });
    };
    for (size_t i = 0; i < m_invoice->bill.lines.size(); ++i) {
        if (!isDisputed(int(i) + 1))
            choices.push_back(
                {int(i) + 1, tr("%1 · %2").arg(nameOfLine(int(i) + 1), amountText(m_invoice->bill.lines[i].net))});
    }
    auto *dialog = new DisputeDialog(tr("Dispute %1").arg(m_invoice->number), tr("Dispute"), choices, window());
    dialog->wordsLine()->setPlaceholderText(tr("What does the customer object to?"));
    connect(dialog, &DisputeDialog::answered, this, [this, number = m_invoice->number](int line, const QString &words) {
        run(
            [number, line, words](ReceivablesDesk &desk) -> Result<> {
                const auto made = desk.dispute(number, line, words);
                return made ? Result<>() : passOn(made);
            },
            tr("Disputed: it is shown, and not collected until it is resolved."));
    });
    new FormDraft(m_workspace, u"dispute/"_s + m_invoice->number,
                  {{u"line"_s, dialog->lineBox()}, {u"words"_s, dialog->wordsLine()}}, dialog);
    dialog->open();
    return dialog;
}

DisputeDialog *DisputesBox::askToResolve(const DisputeRow &dispute)
{
    auto *dialog = new DisputeDialog(tr("Resolve the dispute of %1").arg(dispute.number), tr("Resolve"),
                                     {{dispute.line, nameOfLine(dispute.line)}}, window());
    dialog->wordsLine()->setPlaceholderText(tr("What was agreed?"));
    connect(dialog, &DisputeDialog::answered, this, [this, number = dispute.number](int line, const QString &words) {
        run([number, line, words](ReceivablesDesk &desk) -> Result<> { return desk.resolve(number, line, words); },
            tr("Resolved: what is still open is collected again."));
    });
    new FormDraft(m_workspace, u"resolve_dispute/%1/%2"_s.arg(dispute.number).arg(dispute.line),
                  {{u"words"_s, dialog->wordsLine()}}, dialog);
    dialog->open();
    return dialog;
}

void DisputesBox::run(std::function<Result<>(ReceivablesDesk &)> act, const QString &sentence)
{
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) -> Result<> {
            ReceivablesDesk desk(services);
            return act(desk);
        },
        [this, sentence](const Result<> &done) {
            if (!done)
                return Q_EMIT refused(inWords(done.error()).paragraph());
            Q_EMIT told(sentence);
            m_workspace.announceChange();
            if (m_invoice)
                load();
        });
}

} // namespace accord::ui
