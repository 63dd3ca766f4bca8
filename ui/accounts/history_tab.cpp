// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/history_tab.h"

#include "core/workspace/audit_reading.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/style/metrics.h"

namespace accord::ui {

using security::AuditEntry;
using security::AuditRecord;

namespace {

constexpr int recordsShown = 500;

using Model = PagedTableModel<AuditRecord>;

std::vector<Model::Column> columns()
{
    using Column = Model::Column;
    return {Column{{u"what"_s, HistoryTab::tr("What"), 300, Qt::AlignLeft, false, true},
                   [](const AuditRecord &r) { return historyInWords(r.entry); }},
            Column{{u"who"_s, HistoryTab::tr("Who"), 108, Qt::AlignLeft, false},
                   [](const AuditRecord &r) { return r.entry.actor; }},
            Column{{u"when"_s, HistoryTab::tr("When"), 148, Qt::AlignRight, false},
                   [](const AuditRecord &r) { return r.recordedAt; }},
            Column{{u"device"_s, HistoryTab::tr("Where"), 180, Qt::AlignLeft, false},
                   [](const AuditRecord &r) { return r.entry.device; }},
            Column{{u"sequence"_s, HistoryTab::tr("Record"), 84, Qt::AlignRight, false},
                   [](const AuditRecord &r) { return r.sequence; },
                   [](const AuditRecord &r) { return countText(r.sequence); }}};
}

QString text(const AuditEntry &entry, const char *name)
{
    return entry.body.value(QLatin1StringView(name)).toString();
}

QString issuedDocuments(const AuditEntry &entry)
{
    const QJsonArray documents = entry.body.value(u"documents"_s).toArray();
    if (documents.size() == 1)
        return HistoryTab::tr("Invoice %1 was issued").arg(documents.at(0).toObject().value(u"number"_s).toString());
    return HistoryTab::tr("%n invoice(s) were issued together", nullptr, int(documents.size()));
}

QString decisionInWords(const AuditEntry &entry)
{
    const bool isCredit = entry.subjectKind == "credit_note"_L1;
    if (text(entry, "verdict") == "approve"_L1)
        return isCredit ? HistoryTab::tr("A credit note was approved") : HistoryTab::tr("An invoice was approved");
    return isCredit ? HistoryTab::tr("A credit note was rejected: %1").arg(text(entry, "reason"))
                    : HistoryTab::tr("An invoice was rejected: %1").arg(text(entry, "reason"));
}

QString creditInWords(const AuditEntry &entry)
{
    const QString reason = text(entry, "reason");
    if (entry.kind == "credit_note.issue"_L1) {
        const QJsonObject issued = entry.body.value(u"documents"_s).toArray().at(0).toObject();
        return HistoryTab::tr("Credit note %1 of invoice %2 was issued: %3")
            .arg(issued.value(u"number"_s).toString(), issued.value(u"invoice"_s).toString(), reason);
    }
    const QString invoice = entry.body.value(u"credit_note"_s).toObject().value(u"invoice"_s).toString();
    return entry.kind == "credit_note.void"_L1
               ? HistoryTab::tr("A credit note of invoice %1 was made void: %2").arg(invoice, reason)
               : HistoryTab::tr("A credit note of invoice %1 was asked for: %2").arg(invoice, reason);
}

} // namespace

QString historyInWords(const AuditEntry &entry)
{
    if (entry.kind == "contract.save"_L1)
        return HistoryTab::tr("Contract %1 was saved as version %2")
            .arg(text(entry, "number"))
            .arg(entry.body.value(u"version"_s).toInt());
    if (entry.kind == "invoice.issue"_L1)
        return issuedDocuments(entry);
    if (entry.kind == "invoice.discard"_L1)
        return HistoryTab::tr("A draft invoice was thrown away");
    if (entry.kind == "approval.decide"_L1)
        return decisionInWords(entry);
    if (entry.kind.startsWith("credit_note."_L1))
        return creditInWords(entry);
    if (entry.kind == "account.assign_manager"_L1)
        return HistoryTab::tr("The account was given to %1").arg(text(entry, "after"));
    if (entry.kind == "attachment.add"_L1)
        return HistoryTab::tr("A file was attached");
    if (entry.kind == "attachment.remove"_L1)
        return HistoryTab::tr("An attached file was removed");
    if (entry.kind == "account.exemption"_L1)
        return HistoryTab::tr("Exemption certificate %1 was recorded").arg(text(entry, "number"));
    if (entry.kind == "account.exemption_end"_L1)
        return HistoryTab::tr("Exemption certificate %1 ends with %2: %3")
            .arg(text(entry, "number"), text(entry, "last_day"), text(entry, "reason"));
    if (entry.kind == "account.import"_L1)
        return HistoryTab::tr("Accounts were imported");
    return entry.kind;
}

HistoryTab::HistoryTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent)
    : AccountTab(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_records(new Model(
          columns(), [](const AuditRecord &r) { return QString::number(r.sequence); }, this))
    , m_table(new TableView(tr("History"), this))
    , m_part(new Label({}, TextRole::Secondary, Token::Text2, this))
{
    m_table->setPagedModel(m_records);
    m_records->setSource([this, account](const PageRequest &, const Model::Answer &answer) {
        m_load.start(this,
                     m_workspace.onServices(
                         [account](workspace::Services &services, jobs::Progress &) -> Result<RowPage<AuditRecord>> {
                             const auto records = workspace::AccountDesk(services).history(account, recordsShown);
                             if (!records)
                                 return passOn(records);
                             return RowPage<AuditRecord>{*records, {}, qint64(records->size()), {}};
                         }),
                     answer);
    });
    auto *state = new StateView(m_table, this);
    state->follow(m_records, [](StateView &view) {
        view.showEmpty(tr("Nothing was recorded about this account yet."), u"history"_s);
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->addWidget(m_part);
    layout->addWidget(state);
    m_part->setWordWrap(true);
    m_part->hide();
}

/// Who reads a part of the audit trail is told so, and does not take it for everything that happened.
void HistoryTab::sayWhichPart()
{
    m_workspace.start(
        this,
        [](workspace::Services &services, jobs::Progress &) {
            return workspace::AuditReading::of(services).map(&workspace::AuditReading::reach);
        },
        [this](const Result<security::Reach> &reach) {
            m_part->setVisible(reach && *reach != security::Reach::All);
            if (reach && *reach == security::Reach::Region)
                m_part->setText(tr("What concerns accounts of your regions, and what you did yourself. Controllers and "
                                   "auditors read everything."));
            else
                m_part->setText(tr("What you did yourself. Controllers and auditors read everything."));
        });
}

void HistoryTab::showSheet(const workspace::AccountSheet &)
{
    if (m_asked)
        m_records->reload();
}

void HistoryTab::activate()
{
    sayWhichPart();
    if (!std::exchange(m_asked, true))
        m_records->reload();
}

QWidget *HistoryTab::firstFocus()
{
    return m_table;
}

QList<QWidget *> HistoryTab::lists() const
{
    return {m_table};
}

} // namespace accord::ui
