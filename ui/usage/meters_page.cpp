// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/meters_page.h"

#include "core/workspace/meters.h"
#include "core/workspace/usage_codes.h"
#include "ui/style/metrics.h"
#include "ui/usage/meter_forms.h"
#include "ui/forms/act_rights.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using storage::MeterUse;
using storage::UsageCodeRow;
using workspace::Act;

namespace {

QString kindText(usage::CodeKind kind)
{
    switch (kind) {
    case usage::CodeKind::Account:
        return MetersPage::tr("Account");
    case usage::CodeKind::Location:
        return MetersPage::tr("Location");
    case usage::CodeKind::Meter:
        return MetersPage::tr("Meter");
    }
    Q_UNREACHABLE();
}

std::vector<PagedTableModel<MeterUse>::Column> meterColumns()
{
    using Column = PagedTableModel<MeterUse>::Column;
    return {
        Column{{u"code"_s, MetersPage::tr("Code"), 184, Qt::AlignLeft, false, true},
               [](const MeterUse &m) { return m.meter.code; }},
        Column{{u"name"_s, MetersPage::tr("Name"), 150, Qt::AlignLeft, false},
               [](const MeterUse &m) { return m.meter.name; }},
        Column{{u"unit"_s, MetersPage::tr("Unit"), 84, Qt::AlignLeft, false},
               [](const MeterUse &m) { return m.meter.unit; }},
        Column{{u"aggregation"_s, MetersPage::tr("Of a period counts"), 156, Qt::AlignLeft, false},
               [](const MeterUse &m) { return aggregationText(m.meter.aggregation); }},
        Column{{u"contracts"_s, MetersPage::tr("Contracts"), 80, Qt::AlignRight, false},
               [](const MeterUse &m) { return countText(m.contracts); }},
        Column{{u"accounts"_s, MetersPage::tr("Accounts"), 80, Qt::AlignRight, false},
               [](const MeterUse &m) { return countText(m.accounts); }},
        Column{{u"last"_s, MetersPage::tr("Last reading"), metrics::columnDate + metrics::inset, Qt::AlignRight, false},
               [](const MeterUse &m) { return m.lastReading.isValid() ? QVariant(m.lastReading) : QVariant(); }}};
}

std::vector<PagedTableModel<UsageCodeRow>::Column> codeColumns()
{
    using Column = PagedTableModel<UsageCodeRow>::Column;
    return {Column{{u"code"_s, MetersPage::tr("Usage files say"), 190, Qt::AlignLeft, false, true},
                   [](const UsageCodeRow &c) { return c.code.text; }},
            Column{{u"kind"_s, MetersPage::tr("Which is"), 90, Qt::AlignLeft, false},
                   [](const UsageCodeRow &c) { return kindText(c.code.kind); }},
            Column{{u"target"_s, MetersPage::tr("Code"), 130, Qt::AlignLeft, false},
                   [](const UsageCodeRow &c) { return c.targetCode; }},
            Column{{u"name"_s, MetersPage::tr("Name"), 170, Qt::AlignLeft, false},
                   [](const UsageCodeRow &c) { return c.targetName; }},
            Column{{u"by"_s, MetersPage::tr("Said by"), 110, Qt::AlignLeft, false},
                   [](const UsageCodeRow &c) { return c.mappedBy; }},
            Column{{u"at"_s, MetersPage::tr("When"), 140, Qt::AlignRight, false},
                   [](const UsageCodeRow &c) { return instantText(c.mappedAt); }}};
}

} // namespace

MetersPage::MetersPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_mapped(workspace.runner())
    , m_rights(new ActRights(workspace, {Act::SaveMeter, Act::ImportUsage}, this))
    , m_acts(new AskedActs(workspace, this))
    , m_meterModel(new MeterModel(
          meterColumns(), [](const MeterUse &m) { return m.meter.code; }, this))
    , m_codeModel(new CodeModel(
          codeColumns(), [](const UsageCodeRow &c) { return toString(c.code.kind) + u'/' + c.code.text; }, this))
    , m_meters(new TableView(tr("Meters"), this))
    , m_meterState(new StateView(m_meters, this))
    , m_codes(new TableView(tr("Codes of usage files"), this))
    , m_codeState(new StateView(m_codes, this))
{
    m_meters->setPagedModel(m_meterModel);
    m_codes->setPagedModel(m_codeModel);
    buildLayout();
    buildSources();
    connect(m_meters, &TableView::currentIdChanged, this, [this] { Q_EMIT commandsChanged(); });
    connect(m_codes, &TableView::currentIdChanged, this, [this] { Q_EMIT commandsChanged(); });
    connect(m_meters, &TableView::opened, this, &MetersPage::change);
    connect(&m_workspace, &workspace::Workspace::changed, this, &MetersPage::refresh);
    refresh();
}

void MetersPage::buildLayout()
{
    auto *newMeter = new QPushButton(tr("New meter…"), this);
    connect(newMeter, &QPushButton::clicked, this, &MetersPage::add);
    connect(this, &Page::commandsChanged, newMeter,
            [this, newMeter] { newMeter->setEnabled(m_rights->reasonAgainst(Act::SaveMeter).isEmpty()); });
    auto *takeBackCode = new QPushButton(tr("Take back"), this);
    takeBackCode->setEnabled(false);
    connect(takeBackCode, &QPushButton::clicked, this, &MetersPage::takeBack);
    connect(this, &Page::commandsChanged, takeBackCode,
            [this, takeBackCode] { takeBackCode->setEnabled(reasonAgainstTakingBack().isEmpty()); });
    auto *meters = new Card(tr("What usage is measured in"), this);
    meters->setFlush(true);
    meters->addToTitle(newMeter);
    meters->body()->addWidget(m_meterState, 1);
    auto *codes = new Card(tr("What codes of usage files stand for"), this);
    codes->setFlush(true);
    codes->addToTitle(takeBackCode);
    codes->body()->addWidget(m_codeState, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(meters, 3);
    layout->addWidget(codes, 2);
}

void MetersPage::buildSources()
{
    m_meterModel->setSource([this](const PageRequest &, const MeterModel::Answer &answer) {
        m_listing.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return workspace::metersInUse(services);
        }),
                        [answer](const Result<std::vector<MeterUse>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            answer(RowPage<MeterUse>{*rows, {}, qint64(rows->size()), {}});
                        });
    });
    m_meterState->follow(m_meterModel, [this](StateView &state) {
        EmptyState *empty = state.showEmpty(tr("Nothing is measured yet."), u"gauge"_s);
        empty->setCommand(tr("New meter…"), [this] { add(); });
    });
    m_codeModel->setSource([this](const PageRequest &, const CodeModel::Answer &answer) {
        m_mapped.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return storage::UsageCodesSql(services.session()).all();
        }),
                       [answer](const Result<std::vector<UsageCodeRow>> &rows) {
                           if (!rows)
                               return answer(passOn(rows));
                           answer(RowPage<UsageCodeRow>{*rows, {}, qint64(rows->size()), {}});
                       });
    });
    m_codeState->follow(m_codeModel, [](StateView &state) {
        EmptyState *empty
            = state.showEmpty(tr("Every code that was counted stands for itself."), u"circle-check-big"_s);
        empty->setSentence(empty->sentence(),
                           tr("Where usage files use another code, the page Usage says what it stands for."));
    });
}

FieldDialog *MetersPage::dialog() const
{
    return m_acts->dialog();
}

void MetersPage::add()
{
    if (m_rights->reasonAgainst(Act::SaveMeter).isEmpty())
        m_acts->ask(newMeterQuestion({}), saveMeterAct({}));
}

QString MetersPage::reasonAgainstChange() const
{
    if (const QString reason = m_rights->reasonAgainst(Act::SaveMeter); !reason.isEmpty())
        return reason;
    return m_meterModel->rowAt(m_meters->currentIndex()) ? QString() : tr("Nothing is selected.");
}

void MetersPage::change()
{
    if (!reasonAgainstChange().isEmpty())
        return;
    const MeterUse use = *m_meterModel->rowAt(m_meters->currentIndex());
    m_acts->ask(meterQuestion(use.meter, use.isCounted), changeMeterAct(use.meter));
}

QString MetersPage::reasonAgainstTakingBack() const
{
    if (const QString reason = m_rights->reasonAgainst(Act::ImportUsage); !reason.isEmpty())
        return reason;
    return m_codeModel->rowAt(m_codes->currentIndex()) ? QString() : tr("No code is selected.");
}

void MetersPage::takeBack()
{
    if (!reasonAgainstTakingBack().isEmpty())
        return;
    const usage::Code code = m_codeModel->rowAt(m_codes->currentIndex())->code;
    m_acts->run([code](workspace::Services &services, const FieldDialog::Answers &) {
        return workspace::unmapUsageCode(services, code).map([&] {
            return tr("“%1” is unknown again; what was counted stays counted.").arg(code.text);
        });
    });
}

std::vector<Command> MetersPage::commands()
{
    const QString group = tr("Meters");
    return {{u"meters.new"_s,
             tr("New meter…"),
             u"plus"_s,
             {QKeySequence(Qt::Key_N)},
             CommandScope::Page,
             group,
             [this] { add(); },
             [this] { return m_rights->reasonAgainst(Act::SaveMeter); }},
            {u"meters.change"_s,
             tr("Change the meter…"),
             u"save"_s,
             {QKeySequence(Qt::Key_E)},
             CommandScope::List,
             group,
             [this] { change(); },
             [this] { return reasonAgainstChange(); }},
            {u"meters.take_back"_s,
             tr("Take back what a code stands for"),
             u"undo-2"_s,
             {QKeySequence(Qt::Key_R)},
             CommandScope::List,
             group,
             [this] { takeBack(); },
             [this] { return reasonAgainstTakingBack(); }}};
}

void MetersPage::refresh()
{
    m_meterModel->reload();
    m_codeModel->reload();
}

QVariantMap MetersPage::state() const
{
    return {{u"current"_s, m_meters->currentId()}};
}

void MetersPage::restore(const QVariantMap &state)
{
    m_meters->selectId(state.value(u"current"_s).toString());
}

QWidget *MetersPage::firstFocus()
{
    return m_meters;
}

QList<QWidget *> MetersPage::lists() const
{
    return {m_meters, m_codes};
}

} // namespace accord::ui
