// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/contracts_tab.h"

#include "core/contracts/contract_diff.h"
#include "ui/accounts/contract_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/errors/finding_words.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using workspace::ContractSheet;

namespace {

Badge standing(const ContractSheet &sheet, const QDate &today)
{
    const auto &contract = sheet.contract;
    if (today < contract.term.start)
        return {ContractsTab::tr("Starts later"), Tone::Info};
    if (contract.isInGap(today))
        return {ContractsTab::tr("Between terms"), Tone::Neutral};
    if (!contract.isInForce(today))
        return {ContractsTab::tr("Ended"), Tone::Neutral};
    return contract.isSigned() ? Badge{ContractsTab::tr("In force"), Tone::Good}
                               : Badge{ContractsTab::tr("Not signed"), Tone::Warning};
}

Badge worst(const ContractSheet &sheet)
{
    if (sheet.findings.empty())
        return {};
    const auto most = std::max_element(sheet.findings.begin(), sheet.findings.end(),
                                       [](const auto &a, const auto &b) { return a.severity < b.severity; });
    return {ContractsTab::tr("%n finding(s)", nullptr, int(sheet.findings.size())), badgeOf(most->severity).tone};
}

using Model = PagedTableModel<ContractSheet>;

std::vector<Model::Column> columns(const QDate &today)
{
    using Column = Model::Column;
    constexpr int dateWidth = metrics::columnDate + metrics::insetSmall;
    return {
        Column{{u"number"_s, ContractsTab::tr("Contract"), 190, Qt::AlignLeft, false, true},
               [](const ContractSheet &r) { return r.contract.number; },
               {},
               [](const ContractSheet &r) { return ContractsTab::tr("version %1").arg(r.contract.version); }},
        Column{{u"start"_s, ContractsTab::tr("Starts"), dateWidth, Qt::AlignRight, false},
               [](const ContractSheet &r) { return r.contract.term.start; },
               {},
               [today](const ContractSheet &r) {
                   const QDate again = r.contract.inForceAgain(today);
                   return again.isValid() ? ContractsTab::tr("again on %1").arg(dateText(again)) : QString();
               }},
        Column{{u"end"_s, ContractsTab::tr("Ends"), dateWidth, Qt::AlignRight, false},
               [](const ContractSheet &r) { return r.contract.term.lastDay(); }},
        Column{{u"committed"_s, ContractsTab::tr("Committed a year"), 140, Qt::AlignRight, false},
               [](const ContractSheet &r) { return r.committed ? QVariant(moneyText(*r.committed)) : QVariant(); }},
        Column{{u"standing"_s, ContractsTab::tr("Status"), metrics::columnBadge + metrics::inset, Qt::AlignLeft, false},
               [today](const ContractSheet &r) { return QVariant::fromValue(standing(r, today)); }},
        Column{
            {u"findings"_s, ContractsTab::tr("Findings"), metrics::columnBadge + metrics::inset, Qt::AlignLeft, false},
            [](const ContractSheet &r) { return QVariant::fromValue(worst(r)); }}};
}

/// The steps of a tiered price as a small table of labels.
QWidget *tierTable(const std::vector<pricing::Tier> &tiers, const Currency &currency, QWidget *parent)
{
    auto *table = new QWidget(parent);
    auto *grid = new QGridLayout(table);
    grid->setContentsMargins(metrics::insetLarge, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::insetPage);
    grid->setVerticalSpacing(metrics::grid / 2);
    const QStringList headings{ContractsTab::tr("Units"), ContractsTab::tr("Each (%1)").arg(currency.code()),
                               ContractsTab::tr("Flat (%1)").arg(currency.code())};
    for (int column = 0; column < headings.size(); ++column) {
        auto *heading = new Label(headings[column], TextRole::Caption, Token::Text3, table);
        heading->setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        grid->addWidget(heading, 0, column);
    }
    std::optional<Decimal> from;
    for (size_t i = 0; i < tiers.size(); ++i) {
        const auto &tier = tiers[i];
        const QString range
            = tier.upTo ? (from ? ContractsTab::tr("above %1 to %2").arg(decimalText(*from), decimalText(*tier.upTo))
                                : ContractsTab::tr("to %1").arg(decimalText(*tier.upTo)))
              : from    ? ContractsTab::tr("above %1").arg(decimalText(*from))
                        : ContractsTab::tr("all");
        const QString cells[]{range, decimalText(tier.unitPrice),
                              tier.flatPrice.isZero() ? noValue() : decimalText(tier.flatPrice)};
        for (int column = 0; column < 3; ++column) {
            auto *cell = new Label(cells[column], TextRole::Secondary, Token::Text2, table);
            cell->setAlignment(column == 0 ? Qt::AlignLeft : Qt::AlignRight);
            grid->addWidget(cell, int(i) + 1, column);
        }
        from = tier.upTo;
    }
    grid->setColumnStretch(3, 1);
    return table;
}

Label *wrapped(const QString &text, TextRole role, Token token, QWidget *parent)
{
    auto *label = new Label(text, role, token, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

ContractsTab::ContractsTab(const QDate &today, QWidget *parent)
    : AccountTab(parent)
    , m_today(today)
    , m_contracts(new Model(
          columns(today), [](const ContractSheet &r) { return r.contract.id.toString(); }, this))
    , m_table(new TableView(tr("Contracts"), this))
{
    m_table->setPagedModel(m_contracts);
    connect(m_table, &TableView::currentIdChanged, this, &ContractsTab::showCurrent);
    connect(m_table, &TableView::opened, this,
            [this](const QString &id) { Q_EMIT openRequested(u"contract/"_s + id, false); });
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    column->addWidget(buildBar());
    column->addWidget(m_table);
    column->addWidget(buildDetail(), 1);
    m_state = new StateView(content, this);
    m_state->follow(m_contracts, [this](StateView &state) {
        EmptyState *empty = state.showEmpty(tr("No contract with this account yet."), u"scroll-text"_s);
        empty->setSentence(tr("No contract with this account yet."),
                           tr("Terms, prices and promises appear here once one is written or imported."));
        empty->setCommand(tr("Write a contract"), [this] { writeNew(); });
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->addWidget(m_state);
}

QWidget *ContractsTab::buildBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::insetSmall);
    row->addStretch();
    const auto button = [&](const QString &title, auto slot) {
        auto *made = new QPushButton(title, bar);
        connect(made, &QPushButton::clicked, this, slot);
        row->addWidget(made);
    };
    button(tr("What if…"), &ContractsTab::whatIfRequested);
    button(tr("Prepayment…"), &ContractsTab::prepaymentRequested);
    button(tr("Request a change…"), &ContractsTab::changeRequested);
    button(tr("Amend…"), &ContractsTab::amend);
    button(tr("Next version"), &ContractsTab::writeNext);
    button(tr("New contract"), &ContractsTab::writeNew);
    return bar;
}

bool ContractsTab::hasCurrent() const
{
    return !m_table->currentId().isEmpty();
}

void ContractsTab::writeNew()
{
    Q_EMIT openRequested(u"contract/new/"_s + m_account, false);
}

void ContractsTab::writeNext()
{
    if (hasCurrent())
        Q_EMIT openRequested(u"contract/"_s + m_table->currentId(), false);
}

void ContractsTab::amend()
{
    if (hasCurrent())
        Q_EMIT openRequested(u"amendment/"_s + m_table->currentId(), false);
}

QWidget *ContractsTab::buildDetail()
{
    auto *inside = new QWidget(this);
    const auto card = [inside](const QString &title, QVBoxLayout *column) {
        auto *made = new Card(title, inside);
        made->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        column->addWidget(made);
        return made;
    };
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    for (QVBoxLayout *column : {left, right})
        column->setSpacing(metrics::inset);
    m_prices = card(tr("Prices and discounts"), left)->body();
    m_prices->setSpacing(metrics::grid);
    auto *versions = card(tr("Versions"), left);
    m_versions = new FactGrid(versions);
    versions->body()->addWidget(m_versions);
    versions->body()->addWidget(buildComparison(versions));
    m_findings = card(tr("Findings"), right)->body();
    auto *terms = card(tr("Terms"), right);
    m_terms = new FactGrid(terms);
    terms->body()->addWidget(m_terms);
    m_levelCard = card(tr("Service level"), right);
    m_level = new FactGrid(m_levelCard);
    m_levelCard->body()->addWidget(m_level);
    auto *papers = card(tr("Signatures and custom terms"), right);
    m_papers = new FactGrid(papers);
    papers->body()->addWidget(m_papers);
    left->addStretch();
    right->addStretch();
    auto *columns = new QHBoxLayout(inside);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(metrics::inset);
    columns->addLayout(left, 5);
    columns->addLayout(right, 4);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("The chosen contract"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false); // setWidget made it so
    return scroll;
}

void ContractsTab::showSheet(const workspace::AccountSheet &sheet)
{
    m_account = sheet.account.id.toString();
    const QString current = m_table->currentId();
    showRows(m_contracts, sheet.contracts);
    m_table->selectId(current);
    constexpr int mostRows = 5;
    const int rows = std::clamp(int(sheet.contracts.size()), 1, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->height()
                            + rows * m_table->verticalHeader()->defaultSectionSize() + metrics::grid);
}

const ContractSheet *ContractsTab::current() const
{
    return m_contracts->rowAt(m_table->currentIndex());
}

void ContractsTab::showCurrent()
{
    const ContractSheet *sheet = current();
    if (!sheet)
        return;
    showPrices(*sheet);
    showFindings(*sheet);
    m_terms->clear();
    for (const auto &[label, value] : termsInWords(sheet->contract, m_today))
        m_terms->add(label, value);
    m_level->clear();
    for (const auto &[label, value] : serviceLevelInWords(sheet->contract))
        m_level->add(label, value);
    m_levelCard->setVisible(!m_level->isEmpty());
    showPapers(*sheet);
    showVersions(*sheet);
}

void ContractsTab::showPrices(const ContractSheet &sheet)
{
    emptyLayout(m_prices);
    const auto &contract = sheet.contract;
    for (const auto &item : contract.items) {
        m_prices->addWidget(wrapped(item.description, TextRole::BodyStrong, Token::Text, this));
        const QString inclusion = inclusionInWords(item);
        const QString price = priceInWords(item, contract.currency);
        m_prices->addWidget(wrapped(inclusion.isEmpty() ? price
                                    : item.included     ? tr("%1, then %2").arg(inclusion, price)
                                                        : tr("%1, never billed").arg(inclusion),
                                    TextRole::Body, Token::Text2, this));
        if (const auto tiers = tiersOf(item); !tiers.empty())
            m_prices->addWidget(tierTable(tiers, contract.currency, this));
        m_prices->addSpacing(metrics::insetSmall);
    }
    for (const auto &discount : contract.discounts) {
        m_prices->addWidget(wrapped(tr("Discount: %1").arg(discount.name), TextRole::BodyStrong, Token::Text, this));
        m_prices->addWidget(wrapped(discountInWords(discount), TextRole::Body, Token::Text2, this));
        m_prices->addSpacing(metrics::insetSmall);
    }
    for (const auto &share : contract.shares) {
        const QString centre
            = share.costCentre.isEmpty() ? share.entityName : tr("%1, %2").arg(share.entityName, share.costCentre);
        const QString cap
            = share.budgetCap
                  ? tr("%1 % of the total, at most %2").arg(share.percent.toShortString(), moneyText(*share.budgetCap))
                  : tr("%1 % of the total").arg(share.percent.toShortString());
        m_prices->addWidget(wrapped(tr("Cost share: %1").arg(centre), TextRole::BodyStrong, Token::Text, this));
        m_prices->addWidget(wrapped(cap, TextRole::Body, Token::Text2, this));
    }
}

void ContractsTab::showFindings(const ContractSheet &sheet)
{
    emptyLayout(m_findings);
    for (const auto &finding : sheet.findings) {
        auto *badge = new StatusBadge(this);
        badge->setBadge(badgeOf(finding.severity));
        m_findings->addWidget(badge);
        m_findings->addWidget(wrapped(findingInWords(finding.id, finding.args), TextRole::Body, Token::Text, this));
    }
    if (sheet.findings.empty())
        m_findings->addWidget(wrapped(sheet.isUncounted
                                          ? tr("Prices per location are looked through with the team's server.")
                                          : tr("Nothing in this contract contradicts itself."),
                                      TextRole::Body, Token::Text2, this));
}

void ContractsTab::showPapers(const ContractSheet &sheet)
{
    m_papers->clear();
    for (const auto &signature : sheet.contract.signatures) {
        const QString who
            = QStringList{signature.name, signature.title}.filter(QRegularExpression(u"."_s)).join(u", "_s);
        m_papers->add(signature.party == "provider"_L1 ? tr("For us") : tr("For the customer"),
                      signature.signedOn.isValid() ? tr("%1, signed on %2").arg(who, dateText(signature.signedOn))
                                                   : tr("%1, not signed yet").arg(who));
    }
    if (sheet.contract.signatures.empty())
        m_papers->add(tr("Signatures"), tr("none"));
    for (const QString &term : sheet.contract.customTerms)
        m_papers->add(tr("Custom term"), term);
    if (sheet.contract.statedAnnualValue)
        m_papers->add(tr("Stated a year"), moneyText(*sheet.contract.statedAnnualValue));
}

QWidget *ContractsTab::buildComparison(QWidget *parent)
{
    m_comparison = new QWidget(parent);
    m_before = new QComboBox(m_comparison);
    m_before->setAccessibleName(tr("Earlier version to compare"));
    m_after = new QComboBox(m_comparison);
    m_after->setAccessibleName(tr("Later version to compare"));
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::insetSmall);
    row->addWidget(new Label(tr("Compare"), TextRole::Body, Token::Text2, m_comparison));
    row->addWidget(m_before);
    row->addWidget(new Label(tr("with"), TextRole::Body, Token::Text2, m_comparison));
    row->addWidget(m_after);
    row->addStretch();
    auto *column = new QVBoxLayout(m_comparison);
    column->setContentsMargins(0, metrics::insetSmall, 0, 0);
    column->addLayout(row);
    m_changes = new QVBoxLayout;
    m_changes->setSpacing(metrics::grid / 2);
    column->addLayout(m_changes);
    connect(m_before, &QComboBox::activated, this, &ContractsTab::showChanges);
    connect(m_after, &QComboBox::activated, this, &ContractsTab::showChanges);
    return m_comparison;
}

void ContractsTab::showVersions(const ContractSheet &sheet)
{
    m_versions->clear();
    for (auto version = sheet.versions.rbegin(); version != sheet.versions.rend(); ++version)
        m_versions->add(tr("Version %1").arg(version->version),
                        tr("%1, by %2").arg(instantText(version->createdAt), version->createdBy));
    m_comparison->setVisible(!sheet.history.empty());
    m_before->clear();
    m_after->clear();
    for (const auto &version : sheet.history) {
        m_before->addItem(tr("Version %1").arg(version.version));
        m_after->addItem(tr("Version %1").arg(version.version));
    }
    m_before->setCurrentIndex(int(sheet.history.size()) - 2);
    m_after->setCurrentIndex(int(sheet.history.size()) - 1);
    showChanges();
}

void ContractsTab::showChanges()
{
    emptyLayout(m_changes);
    const ContractSheet *sheet = m_contracts->rowAt(m_table->currentIndex());
    if (!sheet || m_before->currentIndex() < 0 || m_after->currentIndex() < 0)
        return;
    const auto changes = contracts::diff(sheet->history[size_t(m_before->currentIndex())],
                                         sheet->history[size_t(m_after->currentIndex())]);
    if (changes.empty())
        m_changes->addWidget(wrapped(tr("No term differs."), TextRole::Body, Token::Text2, m_comparison));
    for (const auto &change : changes) {
        const QString path = QString(change.path).replace(u'_', u' ').replace(u'.', u" › "_s);
        m_changes->addWidget(wrapped(path, TextRole::Caption, Token::Text3, m_comparison));
        const QString words = change.isAdded()     ? tr("Added: %1").arg(change.after)
                              : change.isRemoved() ? tr("Removed: %1").arg(change.before)
                                                   : tr("%1 → %2").arg(change.before, change.after);
        m_changes->addWidget(wrapped(words, TextRole::Body, Token::Text, m_comparison));
    }
}

QWidget *ContractsTab::firstFocus()
{
    return m_table;
}

QList<QWidget *> ContractsTab::lists() const
{
    return {m_table};
}

} // namespace accord::ui
