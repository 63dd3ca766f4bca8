// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/deliveries_page.h"

#include "ui/billing/delivery_dialog.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::Act;
using workspace::DeliveryDesk;

namespace {

constexpr int mostRows = 500;

const QStringList states{u"waiting"_s, u"failed"_s, u"unknown"_s, u"sent"_s, QString()};

Badge badgeOf(const QString &state)
{
    const QHash<QString, Badge> badges{{u"waiting"_s, {DeliveriesPage::tr("Waits"), Tone::Info}},
                                       {u"failed"_s, {DeliveriesPage::tr("Failed"), Tone::Bad}},
                                       {u"unknown"_s, {DeliveriesPage::tr("Unknown"), Tone::Warning}},
                                       {u"sent"_s, {DeliveriesPage::tr("Sent"), Tone::Good}}};
    return badges.value(state, {state, Tone::Neutral});
}

/// "Invoice", "Credit note", "Reminder 2", "Call".
QString kindOf(const storage::DeliveryRow &row)
{
    if (row.kind == u"invoice")
        return DeliveriesPage::tr("Invoice");
    if (row.kind == u"credit_note")
        return DeliveriesPage::tr("Credit note");
    if (row.step == u"notify")
        return DeliveriesPage::tr("Reminder %1").arg(row.level);
    if (row.step == u"outreach")
        return DeliveriesPage::tr("Call");
    return row.step == u"escalate" ? DeliveriesPage::tr("Escalation") : DeliveriesPage::tr("Step of dunning");
}

/// Who gets it, in a few words.
QString recipientsOf(const storage::DeliveryRow &row)
{
    QStringList to;
    for (const storage::DeliveryRecipient &one : row.recipients)
        to << one.address;
    if (to.isEmpty() && !row.inside.isEmpty())
        return DeliveriesPage::tr("our own people");
    if (to.isEmpty())
        to << (row.email.isEmpty() ? row.portal : row.email);
    return to.join(u", "_s);
}

/// How the desk calls it.
QString referenceOf(const storage::DeliveryRow &row)
{
    return row.number.isEmpty() ? row.subject.toString(QUuid::WithoutBraces) : row.number;
}

QString nameOf(const storage::DeliveryRow &row)
{
    return row.number.isEmpty() ? DeliveriesPage::tr("%1 for %2").arg(kindOf(row), row.accountName) : row.number;
}

} // namespace

std::vector<DeliveriesPage::Model::Column> DeliveriesPage::columns()
{
    using Column = Model::Column;
    return {Column{{u"document"_s, tr("Document"), 140, Qt::AlignLeft, false, true},
                   [](const Row &row) { return row.number.isEmpty() ? QVariant() : QVariant(row.number); }},
            Column{{u"kind"_s, tr("Kind"), 80, Qt::AlignLeft, false}, kindOf},
            Column{{u"account"_s, tr("Customer"), 138, Qt::AlignLeft, false},
                   [](const Row &row) { return row.accountName; }},
            Column{{u"to"_s, tr("To"), 160, Qt::AlignLeft, false},
                   [](const Row &row) {
                       const QString to = recipientsOf(row);
                       return to.isEmpty() ? QVariant() : QVariant(to);
                   }},
            Column{{u"state"_s, tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const Row &row) { return QVariant::fromValue(badgeOf(row.state)); }},
            Column{{u"put_up"_s, tr("Put up"), 104, Qt::AlignLeft, false},
                   [](const Row &row) { return row.createdAt.date(); }},
            Column{{u"note"_s, tr("Note"), 132, Qt::AlignLeft, false},
                   [](const Row &row) { return row.note.isEmpty() ? QVariant() : QVariant(row.note); }}};
}

DeliveriesPage::DeliveriesPage(workspace::Workspace &workspace, const QString &chosen)
    : m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_model(new Model(
          columns(), [](const Row &row) { return row.id.toString(QUuid::WithoutBraces); }, this))
    , m_tabs(new QTabBar(this))
    , m_table(new TableView(tr("Deliveries"), this))
    , m_state(new StateView(m_table, this))
    , m_side(std::make_unique<QWidget>())
    , m_name(new Label({}, TextRole::Title, Token::Text, m_side.get()))
    , m_facts(new FactGrid(m_side.get()))
    , m_acts(new AskedActs(workspace, this))
    , m_rights(new ActRights(workspace, {Act::MarkDelivery}, this))
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [](StateView &view) { view.showEmpty(tr("No delivery is in this state."), u"inbox"_s); });
    buildLayout();
    buildSource();
    m_tabs->setCurrentIndex(chosen.isEmpty() ? 0 : std::max(0, int(states.indexOf(chosen.section(u'/', 0, 0)))));
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { m_model->reload(); });
    connect(m_table, &TableView::currentIdChanged, this, &DeliveriesPage::showCurrent);
    connect(m_table, &TableView::opened, this, &DeliveriesPage::openDocument);
    connect(m_model, &PagedTableModelBase::loaded, this, &DeliveriesPage::showCurrent);
    connect(&m_workspace, &workspace::Workspace::changed, this, &DeliveriesPage::refresh);
    m_model->reload();
    m_table->selectId(chosen.section(u'/', 1, 1));
}

DeliveriesPage::~DeliveriesPage() = default;

void DeliveriesPage::buildLayout()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("In which state"));
    for (const QString &title : {tr("Waiting"), tr("Failed"), tr("Unknown"), tr("Sent"), tr("All")})
        m_tabs->addTab(title);
    m_name->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_tabs);
    layout->addWidget(m_state, 1);
    auto *side = new QVBoxLayout(m_side.get());
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(m_name);
    side->addWidget(m_facts);
    side->addStretch();
}

void DeliveriesPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_listing.start(this,
                        m_workspace.onServices([state = states[std::max(0, m_tabs->currentIndex())]](
                                                   workspace::Services &services, jobs::Progress &) {
                            return DeliveryDesk(services).list(state, mostRows);
                        }),
                        [this, answer](const Result<std::vector<Row>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            Q_EMIT statusChanged(rows->size() < size_t(mostRows)
                                                     ? tr("%n document(s)", nullptr, int(rows->size()))
                                                     : tr("The newest %n document(s)", nullptr, int(rows->size())));
                            answer(RowPage<Row>{*rows, {}, qint64(rows->size()), {}});
                        });
    });
}

const DeliveriesPage::Row *DeliveriesPage::current() const
{
    return m_model->rowAt(m_table->currentIndex());
}

void DeliveriesPage::showCurrent()
{
    const Row *row = current();
    m_facts->clear();
    m_name->setText(row ? nameOf(*row) : tr("Nothing is selected."));
    if (row) {
        m_facts->add(tr("Customer"), row->accountName);
        m_facts->add(tr("What"), kindOf(*row));
        m_facts->add(tr("State"), deliveryStateInWords(row->state));
        m_facts->addIfAny(tr("Note"), row->note);
        m_facts->add(tr("Put up"), instantText(row->createdAt));
        if (row->changedAt.isValid())
            m_facts->add(tr("Changed"), tr("%1, %2").arg(instantText(row->changedAt), row->changedBy));
        QStringList recipients;
        for (const storage::DeliveryRecipient &one : row->recipients)
            recipients << inWords(one);
        m_facts->addIfAny(tr("Recipients"), recipients.join(u'\n'));
        m_facts->addIfAny(tr("By mail to"), row->recipients.empty() ? row->email : QString());
        m_facts->addIfAny(tr("Portal"), row->recipients.empty() ? row->portal : QString());
        m_facts->addIfAny(tr("Work of"), row->inside.join(u", "_s));
    }
    Q_EMIT commandsChanged();
}

QString DeliveriesPage::sideText() const
{
    QStringList texts;
    for (const Label *label : m_side->findChildren<Label *>())
        texts << label->text();
    return texts.join(u'\n');
}

FieldDialog *DeliveriesPage::dialog() const
{
    return m_acts->dialog();
}

QString DeliveriesPage::reasonAgainstMarking(const QString &state) const
{
    if (const QString reason = m_rights->reasonAgainst(Act::MarkDelivery); !reason.isEmpty())
        return reason;
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    if (row->state == state)
        return tr("It is in this state already.");
    return row->state == u"sent" ? tr("What was sent cannot be taken back.") : QString();
}

void DeliveriesPage::mark(const QString &state)
{
    if (!reasonAgainstMarking(state).isEmpty())
        return;
    m_acts->run([reference = referenceOf(*current()), name = nameOf(*current()), state](workspace::Services &services,
                                                                                        const FieldDialog::Answers &) {
        return DeliveryDesk(services).mark(reference, state, {}).map([&](const Row &row) {
            return tr("%1: %2.").arg(name, deliveryStateInWords(row.state));
        });
    });
}

void DeliveriesPage::askWhyItFailed()
{
    if (!reasonAgainstMarking(u"failed"_s).isEmpty())
        return;
    const QString name = nameOf(*current());
    m_acts->ask(
        {u"delivery_failed/"_s + referenceOf(*current()),
         tr("%1 did not arrive").arg(name),
         tr("It stays among what failed, and on the start page, until it is sent."),
         {{u"reason"_s, tr("Why not")}},
         tr("Note")},
        [reference = referenceOf(*current()), name](workspace::Services &services,
                                                    const FieldDialog::Answers &answers) {
            return DeliveryDesk(services).mark(reference, u"failed"_s, answers[u"reason"_s]).map([&](const Row &row) {
                return tr("%1: %2.").arg(name, deliveryStateInWords(row.state));
            });
        });
}

void DeliveriesPage::markOneRecipient()
{
    auto *dialog = new DeliveryDialog(m_workspace, current()->subject, current()->number, this);
    connect(dialog, &DeliveryDialog::marked, this, [this](const QString &sentence) {
        Q_EMIT toastRequested({sentence, Tone::Good});
        m_workspace.announceChange();
    });
    dialog->open();
}

void DeliveriesPage::openDocument()
{
    const Row *row = current();
    if (!row)
        return;
    Q_EMIT openRequested(row->kind == u"invoice" ? u"invoices/"_s + row->subject.toString(QUuid::WithoutBraces)
                                                 : u"account/"_s + row->account.toString(),
                         false);
}

QVariantMap DeliveriesPage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"current"_s, m_table->currentId()}};
}

void DeliveriesPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *DeliveriesPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> DeliveriesPage::lists() const
{
    return {m_table};
}

void DeliveriesPage::refresh()
{
    const QString id = m_table->currentId();
    m_model->reload();
    m_table->selectId(id);
}

std::vector<Command> DeliveriesPage::commands()
{
    const QString group = tr("Deliveries");
    const auto against = [this](const QString &state) { return [this, state] { return reasonAgainstMarking(state); }; };
    std::vector<Command> commands{{u"deliveries.sent"_s,
                                   tr("It was sent"),
                                   u"check"_s,
                                   {QKeySequence(Qt::Key_S)},
                                   CommandScope::List,
                                   group,
                                   [this] { mark(u"sent"_s); },
                                   against(u"sent"_s)},
                                  {u"deliveries.failed"_s,
                                   tr("It did not arrive…"),
                                   u"circle-x"_s,
                                   {QKeySequence(Qt::Key_F)},
                                   CommandScope::List,
                                   group,
                                   [this] { askWhyItFailed(); },
                                   against(u"failed"_s)},
                                  {u"deliveries.retry"_s,
                                   tr("Put it up for sending again"),
                                   u"refresh-cw"_s,
                                   {QKeySequence(Qt::Key_R)},
                                   CommandScope::List,
                                   group,
                                   [this] { mark(u"waiting"_s); },
                                   against(u"waiting"_s)},
                                  {u"deliveries.recipient"_s,
                                   tr("Mark one recipient…"),
                                   u"users"_s,
                                   {QKeySequence(Qt::Key_M)},
                                   CommandScope::List,
                                   group,
                                   [this] { markOneRecipient(); },
                                   [this] {
                                       const QString reason = m_rights->reasonAgainst(Act::MarkDelivery);
                                       const bool isDocument = current() && !current()->number.isEmpty();
                                       return !reason.isEmpty() ? reason
                                              : isDocument      ? QString()
                                                                : tr("Select a document that was put up for sending.");
                                   }},
                                  {u"deliveries.open"_s,
                                   tr("Open the invoice or the account"),
                                   u"file-text"_s,
                                   {QKeySequence(Qt::Key_O)},
                                   CommandScope::List,
                                   group,
                                   [this] { openDocument(); },
                                   [this] { return current() ? QString() : tr("Nothing is selected."); }}};
    const QString titles[]{tr("Show what waits"), tr("Show what failed"), tr("Show what nobody knows about"),
                           tr("Show what was sent"), tr("Show all deliveries")};
    for (int i = 0; i < int(states.size()); ++i)
        commands.push_back({u"deliveries.tab.%1"_s.arg(i + 1),
                            titles[i],
                            u"inbox"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
