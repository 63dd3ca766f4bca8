// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/price_change_dialog.h"

#include "core/contracts/price_words.h"
#include "ui/contracts/field_spec.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using workspace::AnnouncedPrice;
using workspace::PriceNotice;

namespace {

constexpr int lookMilliseconds = 250; // after the last key
const QString percentKind = u"percent"_s;
const QString everyContract = u"every"_s;

using Model = PagedTableModel<PriceNotice>;

QString holdsText(const PriceNotice &notice)
{
    if (!notice.refused)
        return PriceChangeDialog::tr("can be agreed on");
    return inWords(*notice.refused).happened + u' ' + inWords(*notice.refused).advice;
}

std::vector<Model::Column> columns()
{
    using Column = Model::Column;
    const auto text = [](const QString &id, const QString &title, int width, auto words) {
        return Column{{id, title, width, Qt::AlignLeft, false}, words};
    };
    return {Column{{u"contract"_s, PriceChangeDialog::tr("Contract"), 150, Qt::AlignLeft, false, true, false},
                   [](const PriceNotice &notice) { return notice.saved.number; }},
            text(u"before"_s, PriceChangeDialog::tr("Price until then"), 150,
                 [](const PriceNotice &notice) { return contracts::inWords(notice.before); }),
            text(u"after"_s, PriceChangeDialog::tr("Price from then on"), 150,
                 [](const PriceNotice &notice) { return contracts::inWords(notice.after); }),
            Column{{u"running"_s, PriceChangeDialog::tr("Running period"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const PriceNotice &notice) {
                       return u"%1 %2"_s.arg(notice.running.net.toString(), notice.saved.currency.code());
                   }},
            text(u"holds"_s, PriceChangeDialog::tr("Whether it can be"), 264, holdsText)};
}

} // namespace

PriceChangeDialog::PriceChangeDialog(workspace::Workspace &workspace, const contracts::Contract &contract,
                                     const QString &item, const QDate &today, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_contract(contract.number)
    , m_item(new QComboBox(this))
    , m_reach(new QComboBox(this))
    , m_kind(new QComboBox(this))
    , m_value(new QLineEdit(this))
    , m_from(new QDateEdit(today.addMonths(1).addDays(1 - today.day()), this))
    , m_reason(new QLineEdit(this))
    , m_rows(new Model(
          columns(), [](const PriceNotice &notice) { return notice.saved.number; }, this))
    , m_table(new TableView(tr("What it does to each contract"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_agree(new QPushButton(tr("Agree on it  Ctrl+Enter"), this))
    , m_pause(new QTimer(this))
    , m_latest(workspace.runner())
{
    setWindowTitle(tr("Another price of an item"));
    for (const contracts::PriceItem &one : contract.items)
        m_item->addItem(one.description.isEmpty() ? one.key : tr("%1 (%2)").arg(one.description, one.key), one.key);
    m_item->setCurrentIndex(std::max(0, m_item->findData(item)));
    m_reach->addItem(tr("In every contract in force that has it"), everyContract);
    m_reach->addItem(tr("In %1 alone").arg(contract.number), contract.number);
    m_kind->addItem(tr("Dearer by so many percent"), percentKind);
    m_kind->addItem(tr("A new price of each unit"), u"price"_s);
    m_value->setPlaceholderText(tr("such as 3.5"));
    m_from->setDisplayFormat(u"dd MMM yyyy"_s);
    m_from->setCalendarPopup(true);
    m_reason->setPlaceholderText(tr("as printed on the version"));
    auto *form = new QFormLayout;
    const std::pair<QString, QWidget *> fields[]{{tr("Item"), m_item},       {tr("Where"), m_reach},
                                                 {tr("Change"), m_kind},     {tr("Figure"), m_value},
                                                 {tr("Holds from"), m_from}, {tr("Reason"), m_reason}};
    for (const auto &[name, widget] : fields) {
        form->addRow(name, widget);
        widget->setAccessibleName(name);
    }
    m_table->setPagedModel(m_rows);
    m_note->setWordWrap(true);
    setButtonKind(m_agree, ButtonKind::Primary);
    m_agree->setAccessibleName(tr("Agree on it"));
    m_agree->setEnabled(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_agree, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addLayout(form);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
    m_pause->setSingleShot(true);
    m_pause->setInterval(lookMilliseconds);
    connect(m_pause, &QTimer::timeout, this, &PriceChangeDialog::look);
    for (QComboBox *box : {m_item, m_reach, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, &PriceChangeDialog::lookSoon);
    for (QLineEdit *line : {m_value, m_reason})
        connect(line, &QLineEdit::textChanged, this, &PriceChangeDialog::lookSoon);
    connect(m_from, &QDateEdit::dateChanged, this, &PriceChangeDialog::lookSoon);
    connect(m_agree, &QPushButton::clicked, this, &PriceChangeDialog::agree);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *key = new QShortcut(QKeySequence(u"Ctrl+Return"_s), this);
    connect(key, &QShortcut::activated, m_agree, &QPushButton::click);
    new FormDraft(workspace, u"price_change/"_s + contract.number,
                  {{u"item"_s, m_item},
                   {u"reach"_s, m_reach},
                   {u"kind"_s, m_kind},
                   {u"value"_s, m_value},
                   {u"from"_s, m_from},
                   {u"reason"_s, m_reason}},
                  this);
    resize(860, 520);
    look();
}

QString PriceChangeDialog::note() const
{
    return m_note->text();
}

void PriceChangeDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

void PriceChangeDialog::lookSoon()
{
    m_agree->setEnabled(false);
    m_pause->start();
}

Result<AnnouncedPrice> PriceChangeDialog::typed() const
{
    AnnouncedPrice announced;
    announced.item = m_item->currentData().toString();
    announced.from = m_from->date();
    announced.reason = m_reason->text().trimmed();
    if (m_reach->currentData().toString() != everyContract)
        announced.contracts = QStringList{m_contract};
    const auto figure = Decimal::parse(plainNumber(m_value->text()));
    if (!figure)
        return passOn(figure);
    (m_kind->currentData().toString() == percentKind ? announced.percent : announced.unitPrice) = *figure;
    return announced;
}

void PriceChangeDialog::look()
{
    m_agree->setEnabled(false);
    m_latest.cancel();
    if (m_value->text().trimmed().isEmpty() || m_reason->text().trimmed().isEmpty()) {
        showRows(m_rows, std::vector<PriceNotice>());
        return tell(tr("Write the figure and the reason: what it does to each contract stands above then."));
    }
    const auto announced = typed();
    if (!announced)
        return tell(inWords(announced.error()).paragraph());
    m_latest.start(this,
                   m_workspace.onServices([announced = *announced](workspace::Services &services, jobs::Progress &) {
                       return workspace::planPrices(services, announced);
                   }),
                   [this](const Result<std::vector<PriceNotice>> &notices) {
                       if (notices)
                           return show(*notices);
                       showRows(m_rows, std::vector<PriceNotice>());
                       tell(inWords(notices.error()).paragraph());
                   });
}

void PriceChangeDialog::show(const std::vector<PriceNotice> &notices)
{
    showRows(m_rows, notices);
    const auto refused = std::ranges::find_if(notices, [](const PriceNotice &one) { return one.refused.has_value(); });
    m_agree->setEnabled(refused == notices.end() && !m_workspace.isReadOnly());
    if (refused != notices.end())
        return tell(tr("All of them change or none. %1").arg(inWords(*refused->refused).paragraph()));
    tell(
        tr("From %1 on there is a next version of %n contract(s). What is left of a running period is charged with the "
           "next bill.",
           nullptr, int(notices.size()))
            .arg(dateText(m_from->date())));
}

void PriceChangeDialog::agree()
{
    const auto announced = typed();
    if (!announced || !m_agree->isEnabled())
        return;
    m_agree->setEnabled(false);
    m_workspace.start(
        this,
        [announced = *announced](workspace::Services &services, jobs::Progress &) {
            return workspace::announcePrices(services, announced);
        },
        [this](const Result<std::vector<workspace::SavedContract>> &saved) {
            if (!saved)
                return tell(inWords(saved.error()).paragraph());
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
