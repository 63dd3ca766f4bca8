// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/change_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using approvals::ChangedField;
using workspace::ChangeDesk;
using workspace::ChangePreview;

namespace {

constexpr int lookMilliseconds = 250; // after the last key
constexpr int textWidth = 440;

/// What to write into the field.
QString hintOf(ChangedField field)
{
    switch (field) {
    case ChangedField::PaymentTerms:
        return ChangeDialog::tr("Days, such as 60");
    case ChangedField::CreditLimit:
        return ChangeDialog::tr("Amount, or none");
    case ChangedField::CreditHold:
        return ChangeDialog::tr("Why, or none to lift it");
    case ChangedField::CreditPass:
        return ChangeDialog::tr("yes");
    case ChangedField::ItemPrice:
        return ChangeDialog::tr("Price of one, such as 79.00");
    case ChangedField::ItemDiscount:
        return ChangeDialog::tr("Percent, such as 12.5");
    case ChangedField::Instalments:
        return ChangeDialog::tr("Parts x days between them, such as 3 x 30; or none");
    case ChangedField::ListPrice:
        return ChangeDialog::tr("A month, such as 59.00");
    }
    Q_UNREACHABLE();
}

bool hasPart(ChangedField field)
{
    return field == ChangedField::CreditPass || field == ChangedField::ItemPrice || field == ChangedField::ItemDiscount
           || field == ChangedField::ListPrice;
}

} // namespace

QString nameOf(ChangedField field)
{
    switch (field) {
    case ChangedField::PaymentTerms:
        return ChangeDialog::tr("Payment terms");
    case ChangedField::CreditLimit:
        return ChangeDialog::tr("Credit limit");
    case ChangedField::CreditHold:
        return ChangeDialog::tr("Credit hold");
    case ChangedField::CreditPass:
        return ChangeDialog::tr("One invoice beyond the credit");
    case ChangedField::ItemPrice:
        return ChangeDialog::tr("Price of an item");
    case ChangedField::ItemDiscount:
        return ChangeDialog::tr("Discount on an item");
    case ChangedField::Instalments:
        return ChangeDialog::tr("Instalments");
    case ChangedField::ListPrice:
        return ChangeDialog::tr("List price of a plan");
    }
    Q_UNREACHABLE();
}

ChangeDialog::ChangeDialog(workspace::Workspace &workspace, const ChangeOffer &offer, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_offer(offer)
    , m_preview(workspace.runner())
    , m_form(new QFormLayout)
    , m_field(new QComboBox(this))
    , m_part(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_from(new QDateEdit(workspace.clock().today(), this))
    , m_reason(new QLineEdit(this))
    , m_effect(new Label({}, TextRole::BodyStrong, Token::Text, this))
    , m_asks(new Label({}, TextRole::Body, Token::Text2, this))
    , m_request(nullptr)
    , m_pause(new QTimer(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Request a change: %1").arg(offer.recordName));
    for (const ChangedField field : offer.fields)
        m_field->addItem(nameOf(field));
    for (const auto &[key, name] : offer.parts)
        m_part->addItem(name, key);
    m_from->setDisplayFormat(u"dd MMM yyyy"_s);
    m_from->setCalendarPopup(true);
    m_reason->setPlaceholderText(tr("Whoever decides reads it"));
    const std::pair<QString, QWidget *> rows[]{{tr("What"), m_field},
                                               {tr("Of"), m_part},
                                               {tr("New value"), m_value},
                                               {tr("Holds from"), m_from},
                                               {tr("Reason"), m_reason}};
    for (const auto &[name, widget] : rows) {
        m_form->addRow(name, widget);
        widget->setAccessibleName(name);
    }
    for (Label *label : {m_effect, m_asks}) {
        label->setWordWrap(true);
        label->setMinimumWidth(textWidth);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_request = buttons->addButton(tr("Request  Ctrl+Enter"), QDialogButtonBox::ActionRole);
    m_request->setAccessibleName(tr("Request"));
    setButtonKind(m_request, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addLayout(m_form);
    layout->addWidget(m_effect);
    layout->addWidget(m_asks);
    layout->addStretch();
    layout->addWidget(buttons);
    m_pause->setSingleShot(true);
    m_pause->setInterval(lookMilliseconds);
    connect(m_pause, &QTimer::timeout, this, &ChangeDialog::look);
    connect(m_field, &QComboBox::currentIndexChanged, this, &ChangeDialog::showFields);
    connect(m_part, &QComboBox::currentIndexChanged, this, &ChangeDialog::lookSoon);
    connect(m_value, &QLineEdit::textChanged, this, &ChangeDialog::lookSoon);
    connect(m_from, &QDateEdit::dateChanged, this, &ChangeDialog::lookSoon);
    connect(m_request, &QPushButton::clicked, this, &ChangeDialog::commit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    connect(key, &QShortcut::activated, m_request, &QPushButton::click);
    showFields();
    new FormDraft(workspace, u"change/"_s + offer.record,
                  {{u"field"_s, m_field},
                   {u"part"_s, m_part},
                   {u"value"_s, m_value},
                   {u"from"_s, m_from},
                   {u"reason"_s, m_reason}},
                  this);
    m_value->setFocus();
}

ChangedField ChangeDialog::field() const
{
    return m_offer.fields[size_t(std::max(0, m_field->currentIndex()))];
}

QString ChangeDialog::said() const
{
    return QStringList{m_effect->text(), m_asks->text()}.join(u' ').trimmed();
}

workspace::ChangeWish ChangeDialog::wish() const
{
    const bool isOfAccount = approvals::recordOf(field()) == u"account"_s;
    return {field(),
            m_offer.record,
            hasPart(field()) ? m_part->currentData().toString() : QString(),
            m_value->text().trimmed(),
            isOfAccount ? QDate() : m_from->date(),
            m_reason->text()};
}

void ChangeDialog::showFields()
{
    const auto show = [this](QWidget *widget, bool isShown) {
        widget->setVisible(isShown);
        m_form->labelForField(widget)->setVisible(isShown);
    };
    show(m_field, m_offer.fields.size() > 1);
    show(m_part, hasPart(field()));
    show(m_from, approvals::recordOf(field()) != u"account"_s);
    m_value->setPlaceholderText(hintOf(field()));
    lookSoon();
}

void ChangeDialog::lookSoon()
{
    m_preview.cancel();
    if (m_value->text().trimmed().isEmpty())
        return say(tr("Write the new value; what it changes and who has to agree stands here."), false);
    m_pause->start();
}

void ChangeDialog::say(const QString &sentence, bool isProblem)
{
    m_effect->setText(isProblem ? sentence : QString());
    m_effect->setToken(isProblem ? Token::Bad : Token::Text);
    m_effect->setVisible(isProblem);
    m_asks->setText(isProblem ? QString() : sentence);
    m_asks->setVisible(!isProblem);
}

void ChangeDialog::look()
{
    m_preview.start(
        this, m_workspace.onServices([wish = wish()](workspace::Services &services, jobs::Progress &) {
            return ChangeDesk(services).preview(wish);
        }),
        [this](const Result<ChangePreview> &preview) {
            if (!preview)
                return say(inWords(preview.error()).paragraph(), true);
            const Money &stake = preview->prepared.subject.amount;
            m_effect->setToken(Token::Text);
            m_effect->setText(tr("%1: %2 → %3").arg(preview->words.what, preview->words.before, preview->words.after));
            m_effect->show();
            m_asks->setText(preview->asks.isEmpty()
                                ? tr("%1 is at stake. No rule asks anybody: it is done at once.").arg(moneyText(stake))
                                : tr("%1 is at stake. Has to agree: %2 (%3). Then it is done, and nothing "
                                     "else makes this change.")
                                      .arg(moneyText(stake), preview->asks, preview->rule));
            m_asks->show();
            layout()->activate();
            resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
        });
}

void ChangeDialog::commit()
{
    if (std::exchange(m_busy, true))
        return;
    m_workspace.start(
        this,
        [wish = wish()](workspace::Services &services, jobs::Progress &) { return ChangeDesk(services).request(wish); },
        [this](const Result<workspace::ChangeOutcome> &outcome) {
            m_busy = false;
            if (!outcome)
                return say(inWords(outcome.error()).paragraph(), true);
            const workspace::ChangeInWords &words = outcome->preview.words;
            Q_EMIT requested(
                outcome->approval
                    ? tr("Asked for: %1, %2. It waits for %3.").arg(words.what, words.after, outcome->preview.asks)
                    : tr("Done: %1, %2. Nobody had to agree.").arg(words.what, words.after));
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
