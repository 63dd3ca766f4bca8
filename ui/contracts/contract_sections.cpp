// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_sections.h"

#include "ui/contracts/cell_table.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/agreement_fields.h"
#include "ui/contracts/contract_fields.h"
#include "ui/contracts/document_path.h"
#include "ui/contracts/field_form.h"
#include "ui/contracts/list_section.h"
#include "ui/contracts/settlement_fields.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegate.h"

#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>

namespace accord::ui {

namespace {

constexpr int namesWidth = 124;

QScrollArea *scrolled(const QString &name, QWidget *content, QWidget *parent)
{
    auto *scroll = new QScrollArea(parent);
    scroll->setAccessibleName(name);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // setWidget made it so
    return scroll;
}

} // namespace

ContractSections::ContractSections(ContractDocument &document, const std::vector<catalog::Meter> &meters, bool isNew,
                                   QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_names(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
{
    m_names->setAccessibleName(tr("Sections of the contract"));
    m_names->setFixedWidth(namesWidth);
    m_names->setFrameShape(QFrame::NoFrame);
    m_names->setItemDelegate(new CellDelegate(m_names));
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_names->viewport()->setAutoFillBackground(false);
    const auto addForm = [&](const QString &title, const QStringList &paths, std::vector<FieldSpec> fields) {
        auto *form = new FieldForm(document, std::move(fields), this);
        add({title, paths, form, nullptr}, form);
    };
    const auto addList = [&](const QString &title, ListSpec spec) {
        const QString path = spec.path;
        auto *list = new ListSection(document, std::move(spec), this);
        add({title, {path}, nullptr, list}, list);
        return list;
    };
    std::vector<FieldSpec> terms = termFields(isNew);
    std::ranges::move(creditFields(), std::back_inserter(terms));
    addForm(tr("Terms"), {}, std::move(terms));
    m_items = addList(tr("Items"), itemList(meters));
    addList(tr("Discounts"), discountList());
    addList(tr("Commitments"), commitmentList());
    addList(tr("Prepaid credits"), prepaidCreditList());
    std::vector<FieldSpec> payment = shareFields(meters);
    std::ranges::move(instalmentFields(), std::back_inserter(payment));
    addForm(tr("Payment"), {u"shares"_s, u"split"_s, u"instalments"_s}, std::move(payment));
    std::vector<FieldSpec> levels = serviceLevelFields();
    std::ranges::move(serviceCreditFields(), std::back_inserter(levels));
    addForm(tr("Service level"), {u"sla"_s, u"service_credits"_s}, std::move(levels));
    addForm(tr("Signatures"), {u"signatures"_s, u"custom_terms"_s}, signatureFields());
    addForm(tr("Locations"), {u"location_services"_s, u"only_listed_locations"_s}, locationFields());
    buildStepPrice();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_names);
    layout->addWidget(m_stack, 1);
    connect(m_names, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_names->setCurrentRow(0);
}

void ContractSections::add(Section section, QWidget *content)
{
    auto *inside = new QWidget(this);
    auto *card = new Card(section.title, inside);
    card->body()->addWidget(content);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    column->addWidget(card);
    column->addStretch(1);
    m_names->addItem(section.title);
    m_names->item(m_names->count() - 1)->setSizeHint({0, metrics::rowStandard});
    m_stack->addWidget(scrolled(section.title, inside, this));
    m_sections.push_back(std::move(section));
}

void ContractSections::buildStepPrice()
{
    m_stepCard = new Card(tr("Price of the step"), this);
    m_step = new FieldForm(m_document, priceFields({}), m_stepCard);
    m_stepCard->body()->addWidget(m_step);
    m_items->addBelow(m_stepCard);
    m_stepCard->hide();
    CellTable *ramp = m_items->form()->table(u"ramp"_s);
    connect(ramp->selectionModel(), &QItemSelectionModel::currentChanged, this, &ContractSections::showStepPrice);
    connect(&m_document, &ContractDocument::changed, this, [this](const QString &path) {
        if (path.contains("ramp"_L1))
            showStepPrice();
    });
    connect(m_items, &ListSection::currentChanged, this, [this] {
        showStepPrice();
        Q_EMIT itemChosen(currentItem());
    });
}

void ContractSections::showStepPrice()
{
    const CellTable *ramp = m_items->form()->table(u"ramp"_s);
    const int row = ramp ? ramp->currentIndex().row() : -1;
    const QString step = u"items[%1].ramp[%2]"_s.arg(m_items->current()).arg(row);
    const bool isThere = row >= 0 && m_document.value(step).isObject();
    m_stepCard->setVisible(isThere);
    if (!isThere)
        return;
    m_stepCard->setTitle(tr("Price from %1").arg(m_document.text(step + u".from"_s)));
    if (m_step->base() != step + u".price"_s)
        m_step->setBase(step + u".price"_s);
}

int ContractSections::count() const
{
    return m_names->count();
}

int ContractSections::current() const
{
    return m_names->currentRow();
}

QString ContractSections::titleOf(int section) const
{
    return m_sections[size_t(section)].title;
}

QString ContractSections::currentItem() const
{
    return m_document.text(u"items[%1].key"_s.arg(m_items->current()));
}

void ContractSections::open(int section)
{
    m_names->setCurrentRow(section);
    const Section &chosen = m_sections[size_t(section)];
    QWidget *first = chosen.list ? static_cast<QWidget *>(chosen.list->list()) : chosen.form->firstEditor();
    if (chosen.list && chosen.list->list()->count() == 0)
        first = chosen.list->findChild<QPushButton *>();
    if (first)
        first->setFocus();
}

size_t ContractSections::sectionOf(const QString &path) const
{
    for (size_t i = 0; i < m_sections.size(); ++i)
        for (const QString &own : m_sections[i].paths)
            if (isWithin(path, own))
                return i;
    return 0;
}

void ContractSections::showFindings(const std::vector<contracts::Finding> &findings)
{
    std::vector<int> counts(m_sections.size(), 0);
    for (const contracts::Finding &finding : findings)
        if (finding.severity != contracts::Severity::Note)
            ++counts[sectionOf(finding.path)];
    for (size_t i = 0; i < m_sections.size(); ++i) {
        const Section &section = m_sections[i];
        m_names->item(int(i))->setText(counts[i] == 0 ? section.title
                                                      : tr("%1 (%2)").arg(section.title).arg(counts[i]));
        if (section.form)
            section.form->showFindings(findings);
        else
            section.list->showFindings(findings);
    }
    if (m_stepCard->isVisible())
        m_step->showFindings(findings);
}

void ContractSections::goTo(const QString &path)
{
    const size_t at = sectionOf(path);
    const Section &section = m_sections[at];
    m_names->setCurrentRow(int(at));
    if (section.form) {
        if (!section.form->focusField(path))
            open(int(at));
        return;
    }
    const int row = path.section(u'[', 1, 1).section(u']', 0, 0).toInt();
    section.list->setCurrent(row);
    if (!section.list->form()->focusField(path))
        section.list->list()->setFocus();
}

} // namespace accord::ui
