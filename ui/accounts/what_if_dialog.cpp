// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/what_if_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/errors/finding_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::ComparedLine;
using workspace::WhatIf;

namespace {

constexpr int millisecondsAfterTyping = 250;

using Model = PagedTableModel<ComparedLine>;

QVariant amountOrDash(const std::optional<Money> &amount)
{
    return amount ? QVariant(amountText(*amount)) : QVariant();
}

/// "+100.00", "−5.00", or nothing where nothing differs.
QString differenceText(const Money &difference)
{
    if (difference.isZero())
        return {};
    return (difference.isNegative() ? QString() : u"+"_s) + amountText(difference);
}

std::vector<Model::Column> columns()
{
    using Column = Model::Column;
    return {Column{{u"charge"_s, WhatIfDialog::tr("Charge"), 240, Qt::AlignLeft, false, true, false},
                   [](const ComparedLine &line) { return line.description; },
                   {},
                   [](const ComparedLine &line) { return line.location; }},
            Column{{u"now"_s, WhatIfDialog::tr("Now"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const ComparedLine &line) { return amountOrDash(line.now); }},
            Column{{u"then"_s, WhatIfDialog::tr("Then"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const ComparedLine &line) { return amountOrDash(line.then); }},
            Column{{u"difference"_s, WhatIfDialog::tr("Difference"), metrics::columnMoney, Qt::AlignRight, false},
                   [](const ComparedLine &line) { return differenceText(line.difference); }}};
}

QString rowId(const ComparedLine &line)
{
    return line.description + u'|' + line.location;
}

/// What somebody should know about the prices before choosing a quantity.
QStringList notesOn(const WhatIf &whatIf)
{
    QStringList notes;
    for (const auto &shape : whatIf.shapes) {
        const contracts::PriceItem *item = whatIf.then.contract.item(shape.item);
        const QString name = item ? item->description : shape.item;
        for (const auto &cliff : shape.cliffs)
            notes << WhatIfDialog::tr(
                         "%1: %2 units cost %3, a little more only %4. Up to %5 units cost less than the limit.")
                         .arg(name, decimalText(cliff.limit), cliff.atLimit.toString(), cliff.above.toString(),
                              cliff.worthFrom.toString());
        for (const Exact &point : shape.breakEven.value_or(std::vector<Exact>()))
            notes << WhatIfDialog::tr("%1: the two prices change places at %2 units.").arg(name, point.toString());
        if (!shape.breakEven)
            notes << WhatIfDialog::tr("%1: the two prices step, so there is no exact break-even point.").arg(name);
    }
    for (const auto &finding : whatIf.then.findings)
        if (finding.severity == contracts::Severity::Blocking)
            notes << findingInWords(finding.id, finding.args);
    return notes;
}

} // namespace

WhatIfDialog::WhatIfDialog(workspace::Workspace &workspace, const contracts::Contract &contract, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_contract(contract)
    , m_month(nullptr)
    , m_totals(nullptr)
    , m_lines(new Model(columns(), rowId, this))
    , m_table(nullptr)
    , m_notes(nullptr)
    , m_latest(workspace.runner())
{
    setWindowTitle(tr("What if: %1").arg(contract.number));
    m_pause.setSingleShot(true);
    m_pause.setInterval(millisecondsAfterTyping);
    connect(&m_pause, &QTimer::timeout, this, &WhatIfDialog::compare);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(metrics::insetLarge);
    sides->addWidget(buildFields(), 2);
    sides->addWidget(buildComparison(), 5);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    auto *sentence
        = new Label(tr("Change anything on the left. Nothing is saved."), TextRole::Body, Token::Text2, this);
    layout->addWidget(sentence);
    layout->addLayout(sides, 1);
    layout->addWidget(buttons);
    resize(1040, 640);
    compare();
}

QLineEdit *WhatIfDialog::addField(QFormLayout *form, const QString &label, const QString &path, const QString &value)
{
    auto *edit = new QLineEdit(value, this);
    edit->setAccessibleName(label);
    edit->setAlignment(Qt::AlignRight);
    form->addRow(label, edit);
    connect(edit, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    if (!path.isEmpty())
        m_fields.push_back({edit, path, value});
    return edit;
}

void WhatIfDialog::addItem(QFormLayout *form, const contracts::PriceItem &item)
{
    auto *heading = new Label(item.description, TextRole::BodyStrong, Token::Text, this);
    heading->setWordWrap(true);
    form->addRow(heading);
    if (item.kind != contracts::ItemKind::Usage)
        addField(form, tr("Quantity"), u"quantity."_s + item.key, item.quantity.toShortString());
    if (const auto *perUnit = std::get_if<pricing::PerUnit>(&item.model))
        addField(form, tr("Unit price"), u"price."_s + item.key, perUnit->unitPrice.toString());
    if (item.kind == contracts::ItemKind::Usage && item.included)
        addField(form, tr("Included"), u"items.%1.included"_s.arg(item.key), item.included->toShortString());
    const bool tiered
        = std::holds_alternative<pricing::Graduated>(item.model) || std::holds_alternative<pricing::Volume>(item.model);
    if (tiered)
        setPlainToolTip(addField(form, tr("Model"), u"model."_s + item.key, pricing::nameOf(item.model)),
                        tr("graduated or volume"));
}

QWidget *WhatIfDialog::buildFields()
{
    auto *inside = new QWidget(this);
    auto *form = new QFormLayout(inside);
    form->setContentsMargins(0, 0, metrics::insetSmall, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const QDate today = m_workspace.clock().today();
    const QDate shown = std::clamp(today, m_contract.term.start, m_contract.term.lastDay());
    m_month = addField(form, tr("Month"), {}, shown.toString(u"yyyy-MM"_s));
    addField(form, tr("Start"), u"start"_s, m_contract.term.start.toString(Qt::ISODate));
    addField(form, tr("Term in months"), u"term"_s, {})->setPlaceholderText(tr("as it is"));
    addField(form, tr("More discount, %"), u"discount"_s, {})->setPlaceholderText(tr("none"));
    for (const auto &item : m_contract.items)
        addItem(form, item);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("What could be different"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    return scroll;
}

QWidget *WhatIfDialog::buildComparison()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    auto *card = new Card(tr("Side by side"), side);
    m_totals = new QGridLayout;
    m_totals->setHorizontalSpacing(metrics::insetPage);
    card->body()->addLayout(m_totals);
    column->addWidget(card);
    m_table = new TableView(tr("Charges of the month"), side);
    m_table->setPagedModel(m_lines);
    column->addWidget(m_table, 1);
    m_notes = new Label({}, TextRole::Body, Token::Text2, side);
    m_notes->setWordWrap(true);
    column->addWidget(m_notes);
    return side;
}

std::vector<contracts::TriedChange> WhatIfDialog::changes() const
{
    std::vector<contracts::TriedChange> changes;
    for (const Field &field : m_fields) {
        const QString text = field.edit->text().trimmed();
        if (!text.isEmpty() && text != field.original)
            changes.push_back({field.path, text});
    }
    return changes;
}

void WhatIfDialog::compare()
{
    const auto month = Period::parseMonth(m_month->text().trimmed());
    if (!month)
        return showFailure(month.error());
    m_latest.start(this,
                   m_workspace.onServices([contract = m_contract, period = *month,
                                           tried = changes()](workspace::Services &services, jobs::Progress &) {
                       return workspace::tryOut(services, contract, period, tried);
                   }),
                   [this](const Result<WhatIf> &result) {
                       if (result)
                           show(*result);
                       else
                           showFailure(result.error());
                   });
}

void WhatIfDialog::show(const WhatIf &whatIf)
{
    const bool isBlocked = contracts::blocksBilling(whatIf.then.findings); // then its figures are of no bill
    emptyLayout(m_totals);
    if (!isBlocked)
        showTotals(whatIf);
    showRows(m_lines, isBlocked ? std::vector<workspace::ComparedLine>() : whatIf.lines);
    m_notes->setText(notesOn(whatIf).join(u'\n'));
}

void WhatIfDialog::showTotals(const WhatIf &whatIf)
{
    const QString currency = whatIf.now.contract.currency.code();
    const QStringList headings{QString(), tr("Now (%1)").arg(currency), tr("Then (%1)").arg(currency),
                               tr("Difference")};
    const std::vector<QStringList> rows{{tr("Bill of the month"), amountText(whatIf.now.bill.total),
                                         amountText(whatIf.then.bill.total), differenceText(whatIf.totalDifference)},
                                        {tr("Whole term, without usage"), amountText(whatIf.now.termTotal),
                                         amountText(whatIf.then.termTotal), differenceText(whatIf.termDifference)},
                                        {tr("Committed a year"), amountText(whatIf.now.committedAnnualValue),
                                         amountText(whatIf.then.committedAnnualValue), QString()}};
    const auto add = [this](int row, int place, const QString &text, TextRole role, Token token) {
        auto *label = new Label(text, role, token, this);
        label->setAlignment(place == 0 ? Qt::AlignLeft : Qt::AlignRight);
        m_totals->addWidget(label, row, place);
    };
    for (int place = 0; place < headings.size(); ++place)
        add(0, place, headings[place], TextRole::Caption, Token::Text3);
    for (size_t row = 0; row < rows.size(); ++row)
        for (int place = 0; place < rows[row].size(); ++place)
            add(int(row) + 1, place, rows[row][place], place == 2 ? TextRole::BodyStrong : TextRole::Body,
                place == 0 ? Token::Text2 : Token::Text);
    m_totals->setColumnStretch(0, 1);
}

void WhatIfDialog::showFailure(const Error &error)
{
    m_notes->setText(inWords(error).paragraph());
}

} // namespace accord::ui
