// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/bank_details_dialog.h"

#include "core/bank/bic.h"
#include "core/bank/routing_number.h"
#include "core/storage/ach_notices_sql.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using storage::BankDetail;

namespace {

const QString sepa = u"sepa"_s;
const QString ach = u"ach"_s;

struct Known
{
    std::optional<BankDetail> detail;
    QString notice; ///< what the bank said about the account since; empty: nothing
};

QString inSentence(const storage::BankChangeNotice &notice, bool mayRead)
{
    QStringList parts;
    if (!notice.routingNumber.isEmpty())
        parts << BankDetailsDialog::tr("routing number %1").arg(notice.routingNumber);
    if (!notice.accountNumber.isEmpty())
        parts << BankDetailsDialog::tr("account %1").arg(workspace::shownNumber(notice.accountNumber, mayRead));
    if (!notice.holder.isEmpty())
        parts << BankDetailsDialog::tr("holder %1").arg(notice.holder);
    return BankDetailsDialog::tr("Its bank notified on %1 (%2): %3. Nothing is collected until that is recorded.")
        .arg(dateText(notice.notedAt.date()), notice.code, parts.join(u", "_s));
}

Result<Known> read(workspace::Services &services, const QString &account)
{
    const auto detail = workspace::bankDetailOf(services, account);
    const auto reads = workspace::mayReadBankData(services);
    const auto notices = storage::AchNoticesSql(services.session()).all();
    if (!detail)
        return passOn(detail);
    if (!reads)
        return passOn(reads);
    if (!notices)
        return passOn(notices);
    Known known{*detail, {}};
    for (const storage::BankChangeNotice &notice : *notices)
        if (known.detail && notice.detail == known.detail->id && known.notice.isEmpty())
            known.notice = inSentence(notice, *reads);
    return known;
}

} // namespace

BankDetailsDialog::BankDetailsDialog(workspace::Workspace &workspace, const accounts::Account &account, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_account(account.number)
    , m_present(new Label({}, TextRole::Body, Token::Text2, this))
    , m_form(new QFormLayout)
    , m_kind(new QComboBox(this))
    , m_holder(new QLineEdit(this))
    , m_number(new QLineEdit(this))
    , m_bankCode(new QLineEdit(this))
    , m_savings(new QCheckBox(tr("A savings account"), this))
    , m_mandate(new QLineEdit(this))
    , m_signed(new QDateEdit(workspace.clock().today(), this))
    , m_business(new QCheckBox(tr("Scheme B2B, between businesses"), this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_agree(new QPushButton(tr("Agree to it"), this))
    , m_record(new QPushButton(tr("Record"), this))
    , m_load(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Bank account of %1").arg(account.name));
    m_kind->addItem(tr("IBAN, for SEPA"), sepa);
    m_kind->addItem(tr("Routing and account number, for ACH"), ach);
    m_kind->setCurrentIndex(account.currency.code() == u"USD"_s ? 1 : 0);
    m_kind->setAccessibleName(tr("Kind of account"));
    m_holder->setPlaceholderText(account.name);
    m_holder->setAccessibleName(tr("Holder of the account"));
    m_number->setAccessibleName(tr("IBAN or account number"));
    m_bankCode->setAccessibleName(tr("BIC or routing number"));
    m_mandate->setPlaceholderText(tr("Empty: nothing is collected"));
    m_mandate->setAccessibleName(tr("Reference of the mandate"));
    m_signed->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_signed->setCalendarPopup(true);
    m_signed->setMaximumDate(workspace.clock().today());
    m_signed->setAccessibleName(tr("Day on which the mandate was signed"));
    for (Label *label : {m_present, m_note})
        label->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 2);
    setButtonKind(m_record, ButtonKind::Primary);
    for (QPushButton *button : {m_agree, m_record})
        button->setAutoDefault(false);
    m_agree->hide();
    buildLayout(account.name);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &BankDetailsDialog::showKind);
    for (QLineEdit *field : {m_number, m_bankCode, m_mandate, m_holder})
        connect(field, &QLineEdit::textChanged, this, &BankDetailsDialog::check);
    connect(m_record, &QPushButton::clicked, this, &BankDetailsDialog::record);
    connect(m_agree, &QPushButton::clicked, this, &BankDetailsDialog::agree);
    showKind();
    m_draft = new FormDraft(workspace, u"bank_details/"_s + account.number, // never a number of an account or a bank
                            {{u"kind"_s, m_kind},
                             {u"holder"_s, m_holder},
                             {u"mandate"_s, m_mandate},
                             {u"signed"_s, m_signed},
                             {u"business"_s, m_business},
                             {u"savings"_s, m_savings}},
                            this);
    load();
}

void BankDetailsDialog::buildLayout(const QString &name)
{
    m_form->setHorizontalSpacing(metrics::insetLarge);
    m_form->setVerticalSpacing(metrics::insetSmall);
    m_form->addRow(tr("Kind"), m_kind);
    m_form->addRow(tr("Holder"), m_holder);
    m_form->addRow(tr("IBAN"), m_number);
    m_form->addRow(tr("BIC"), m_bankCode);
    m_form->addRow(QString(), m_savings);
    m_form->addRow(tr("Mandate"), m_mandate);
    m_form->addRow(tr("Signed on"), m_signed);
    m_form->addRow(QString(), m_business);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_agree);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_record);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Bank account of %1").arg(name), TextRole::Title, Token::Text, this));
    layout->addWidget(m_present);
    layout->addLayout(m_form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(600, sizeHint().height());
    m_number->setFocus();
}

QString BankDetailsDialog::present() const
{
    return m_present->text();
}

QString BankDetailsDialog::note() const
{
    return m_note->text();
}

void BankDetailsDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

void BankDetailsDialog::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return read(services, account);
    }),
                 [this](const Result<Known> &known) {
                     if (!known)
                         return tell(inWords(known.error()).paragraph());
                     show(known->detail);
                     if (!known->notice.isEmpty())
                         m_present->setText(m_present->text() + u' ' + known->notice);
                 });
}

void BankDetailsDialog::show(const std::optional<BankDetail> &detail)
{
    m_agree->setVisible(detail && detail->agreedBy.isEmpty());
    m_agree->setEnabled(!m_workspace.isReadOnly());
    if (!detail)
        return m_present->setText(tr("No bank account is known: this customer pays by transfer."));
    QStringList sentences{tr("%1 at %2, held by %3.")
                              .arg(detail->accountNumber,
                                   detail->bankCode.isEmpty() ? tr("the bank of the IBAN") : detail->bankCode,
                                   detail->holder)};
    if (!detail->mandate.isEmpty())
        sentences << tr("Mandate %1 of %2.").arg(detail->mandate, dateText(detail->mandateSigned));
    sentences << (detail->agreedBy.isEmpty()
                      ? tr("Recorded by %1; it counts once somebody else agrees.").arg(detail->recordedBy)
                      : tr("Recorded by %1, agreed to by %2.").arg(detail->recordedBy, detail->agreedBy));
    m_present->setText(sentences.join(u' '));
}

void BankDetailsDialog::showKind()
{
    const bool isSepa = m_kind->currentData().toString() == sepa;
    static_cast<QLabel *>(m_form->labelForField(m_number))->setText(isSepa ? tr("IBAN") : tr("Account number"));
    static_cast<QLabel *>(m_form->labelForField(m_bankCode))->setText(isSepa ? tr("BIC") : tr("Routing number"));
    m_bankCode->setPlaceholderText(isSepa ? tr("Empty: the bank of the IBAN") : tr("Nine digits"));
    m_savings->setVisible(!isSepa);
    m_business->setVisible(isSepa);
    for (QWidget *field : std::initializer_list<QWidget *>{m_mandate, m_signed}) {
        field->setVisible(isSepa);
        m_form->labelForField(field)->setVisible(isSepa);
    }
    check();
}

void BankDetailsDialog::check()
{
    const bool isSepa = m_kind->currentData().toString() == sepa;
    const QString number = m_number->text().trimmed(), code = m_bankCode->text().trimmed();
    m_record->setEnabled(false);
    if (number.isEmpty())
        return tell({});
    if (isSepa) {
        const auto iban = bank::Iban::parse(number);
        if (!iban)
            return tell(inWords(iban.error()).paragraph());
        const auto bic = bank::checkedBic(code);
        if (!code.isEmpty() && !bic)
            return tell(inWords(bic.error()).paragraph());
        m_record->setEnabled(!m_workspace.isReadOnly());
        return bic && !bank::fits(*bic, *iban)
                   ? tell(tr("This BIC is of a bank in %1, the IBAN is of %2: compare both.")
                              .arg(bank::countryOfBic(*bic), iban->country()))
                   : tell({});
    }
    if (const auto routing = bank::checkedRoutingNumber(code); !routing)
        return tell(code.isEmpty() ? QString() : inWords(routing.error()).paragraph());
    tell({});
    m_record->setEnabled(!m_workspace.isReadOnly());
}

BankDetail BankDetailsDialog::entered() const
{
    BankDetail detail;
    detail.kind = m_kind->currentData().toString();
    detail.holder = m_holder->text().trimmed();
    detail.accountNumber = m_number->text().trimmed();
    detail.bankCode = m_bankCode->text().trimmed().toUpper();
    const bool isSepa = detail.kind == sepa;
    detail.isSavings = !isSepa && m_savings->isChecked();
    detail.isBusiness = isSepa && m_business->isChecked();
    if (isSepa) {
        detail.mandate = m_mandate->text().trimmed();
        detail.mandateSigned = detail.mandate.isEmpty() ? QDate() : m_signed->date();
    }
    return detail;
}

void BankDetailsDialog::record()
{
    m_record->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account, detail = entered()](workspace::Services &services, jobs::Progress &) {
            return workspace::recordBankDetail(services, account, detail);
        },
        [this](const Result<BankDetail> &kept) {
            check();
            if (!kept)
                return tell(inWords(kept.error()).paragraph());
            for (QLineEdit *field : {m_number, m_bankCode, m_mandate, m_holder})
                field->clear();
            m_draft->settle();
            Q_EMIT changed(tr("Recorded: %1. It counts once somebody else agrees.").arg(kept->masked()));
            load();
        });
}

void BankDetailsDialog::agree()
{
    m_agree->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account](workspace::Services &services, jobs::Progress &) {
            return workspace::agreeToBankDetail(services, account);
        },
        [this](const Result<BankDetail> &agreed) {
            m_agree->setEnabled(true);
            if (!agreed)
                return tell(inWords(agreed.error()).paragraph());
            Q_EMIT changed(tr("Agreed to %1: it counts from now on.").arg(agreed->masked()));
            load();
        });
}

} // namespace accord::ui
