// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/terms_section.h"

#include "core/workspace/cash_book.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/permit.h"
#include "core/workspace/whole_file.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using payments::DunningSchedule;

namespace {

constexpr qint64 mostBytes = 1 << 20; ///< of a document of schedules

QVariant daysText(const std::vector<int> &days)
{
    QStringList parts;
    for (const int day : days)
        parts << QString::number(day);
    return parts.isEmpty() ? QVariant() : QVariant(parts.join(u", "_s));
}

QVariant dayText(const std::optional<int> &day)
{
    return day ? QVariant(QString::number(*day)) : QVariant();
}

std::vector<PagedTableModel<DunningSchedule>::Column> columns()
{
    using Column = PagedTableModel<DunningSchedule>::Column;
    return {Column{{u"segment"_s, TermsSection::tr("Segment"), 96, Qt::AlignLeft, false, true},
                   [](const DunningSchedule &s) { return s.segment; }},
            Column{{u"grace"_s, TermsSection::tr("Grace"), 56, Qt::AlignRight, false},
                   [](const DunningSchedule &s) { return QString::number(s.gracePeriodDays); }},
            Column{{u"notices"_s, TermsSection::tr("Reminders"), 110, Qt::AlignLeft, false},
                   [](const DunningSchedule &s) { return daysText(s.notifyDays); }},
            Column{{u"retries"_s, TermsSection::tr("Collected again"), 110, Qt::AlignLeft, false},
                   [](const DunningSchedule &s) { return daysText(s.retryDays); }},
            Column{{u"outreach"_s, TermsSection::tr("Call"), 52, Qt::AlignRight, false},
                   [](const DunningSchedule &s) { return dayText(s.accountManagerOutreachDays); }},
            Column{{u"degrade"_s, TermsSection::tr("Cut down"), 76, Qt::AlignRight, false},
                   [](const DunningSchedule &s) { return dayText(s.degradeAfterDays); }},
            Column{{u"suspend"_s, TermsSection::tr("Stopped"), 70, Qt::AlignRight, false},
                   [](const DunningSchedule &s) { return dayText(s.suspendAfterDays); }}};
}

Result<QByteArray> readDocument(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, file.errorString()}});
    if (file.size() > mostBytes)
        return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                    {{u"file"_s, path}, {u"problem"_s, TermsSection::tr("more than a megabyte")}});
    return file.readAll();
}

} // namespace

TermsSection::TermsSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_schedules(new PagedTableModel<Row>(
          columns(), [](const Row &schedule) { return schedule.segment; }, this))
    , m_table(new TableView(tr("Reminders by segment"), this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
{
    m_table->setPagedModel(m_schedules);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildLimit());
    layout->addWidget(m_note);
    layout->addWidget(buildSchedules(), 1);
}

QWidget *TermsSection::buildLimit()
{
    auto *card = new Card(tr("Rests that are given up"), this);
    auto *hint = new Label(tr("What an accepted payment may lack of an invoice, in company currency. Other currencies "
                              "take the same number of their smallest unit; what is more needs an approval."),
                           TextRole::Body, Token::Text2, card);
    hint->setWordWrap(true);
    m_limit = new QLineEdit(card);
    m_limit->setAlignment(Qt::AlignRight);
    m_limit->setMaximumWidth(metrics::columnMoney);
    m_currency = new Label({}, TextRole::Body, Token::Text2, card);
    m_save = new QPushButton(tr("Save"), card);
    auto *caption = new Label(tr("&Up to"), TextRole::Body, Token::Text, card);
    caption->setBuddy(m_limit);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::insetSmall);
    line->addWidget(caption);
    line->addWidget(m_limit);
    line->addWidget(m_currency);
    line->addWidget(m_save);
    line->addStretch();
    card->body()->addWidget(hint);
    card->body()->addLayout(line);
    connect(m_save, &QPushButton::clicked, this, &TermsSection::saveLimit);
    connect(m_limit, &QLineEdit::returnPressed, this, &TermsSection::saveLimit);
    return card;
}

QWidget *TermsSection::buildSchedules()
{
    auto *card = new Card(tr("Reminders by segment, in days past due"), this);
    m_version = new Label({}, TextRole::Body, Token::Text2, card);
    m_version->setWordWrap(true);
    m_take = new QPushButton(tr("Take from a file…"), card);
    m_write = new QPushButton(tr("Write to a file…"), card);
    auto *buttons = new QWidget(card);
    auto *line = new QHBoxLayout(buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(metrics::insetSmall);
    line->addWidget(m_take);
    line->addWidget(m_write);
    card->addToTitle(buttons);
    card->body()->addWidget(m_version);
    card->body()->addWidget(m_table, 1);
    connect(m_take, &QPushButton::clicked, this, &TermsSection::chooseSchedules);
    connect(m_write, &QPushButton::clicked, this, &TermsSection::chooseTarget);
    return card;
}

void TermsSection::reload()
{
    struct Read
    {
        Currency company;
        qint64 limit = 0;
        workspace::DunningPolicy policy;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto company = services.companyCurrency();
        const auto limit = workspace::writeOffLimit(services);
        const auto policy = workspace::DunningDesk(services).policy();
        if (!company)
            return passOn(company);
        if (!limit)
            return passOn(limit);
        if (!policy)
            return passOn(policy);
        const auto may = workspace::permit(services, workspace::Act::ChangeCollectionRules);
        return Read{*company, *limit, *policy, may ? std::nullopt : std::optional(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     m_company = read->company;
                     m_currency->setText(read->company.code());
                     const QString limit = Money(read->limit, read->company).toString();
                     if (std::exchange(m_shown, limit) != limit) // what is typed meanwhile stays
                         m_limit->setText(limit);
                     m_version->setText(read->policy.version == 0
                                            ? tr("The reminders that come with Accord.")
                                            : tr("Version %1 of this company.").arg(read->policy.version));
                     showRows(m_schedules, read->policy.schedules);
                     m_table->selectFirst();
                     say(read->refusal ? inWords(*read->refusal).paragraph() : QString());
                     const std::initializer_list<QWidget *> all{m_limit, m_save, m_take};
                     for (QWidget *widget : all)
                         widget->setEnabled(!read->refusal);
                 });
}

void TermsSection::saveLimit()
{
    if (!m_company)
        return;
    const auto limit = Money::parse(m_limit->text().trimmed(), *m_company);
    if (!limit)
        return say(inWords(limit.error()).paragraph());
    run([limit
         = *limit](workspace::Services &services) { return workspace::PaymentsDesk(services).setWriteOffLimit(limit); },
        tr("Rests up to %1 %2 are given up.").arg(m_company->code(), limit->toString()));
}

void TermsSection::chooseSchedules()
{
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Reminders from a file"), {}, tr("Documents (*.json);;All files (*)"));
    if (!path.isEmpty())
        takeSchedules(path);
}

void TermsSection::takeSchedules(const QString &path)
{
    run(
        [path](workspace::Services &services) -> Result<> {
            const auto document = readDocument(path);
            if (!document)
                return passOn(document);
            const auto kept = workspace::DunningDesk(services).setPolicy(*document);
            return kept ? Result<>() : passOn(kept);
        },
        tr("The reminders of the file hold from now on."));
}

void TermsSection::chooseTarget()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Reminders to a file"), u"dunning.json"_s,
                                                      tr("Documents (*.json);;All files (*)"));
    if (!path.isEmpty())
        writeSchedules(path);
}

void TermsSection::writeSchedules(const QString &path)
{
    run(
        [path](workspace::Services &services) -> Result<> {
            const auto policy = workspace::DunningDesk(services).policy();
            if (!policy)
                return passOn(policy);
            return workspace::writeWholeFile(path, QJsonDocument(payments::toJson(policy->schedules)).toJson());
        },
        tr("The reminders were written."));
}

void TermsSection::run(Act act, const QString &sentence)
{
    say({});
    m_workspace.start(
        this, [act = std::move(act)](workspace::Services &services, jobs::Progress &) { return act(services); },
        [this, sentence](const Result<> &done) {
            if (!done)
                return say(inWords(done.error()).paragraph());
            Q_EMIT said(sentence);
            m_workspace.announceChange();
        });
}

void TermsSection::say(const QString &problem)
{
    m_note->setText(problem);
    m_note->setVisible(!problem.isEmpty());
}

QWidget *TermsSection::firstFocus()
{
    return m_limit;
}

QList<QWidget *> TermsSection::lists() const
{
    return {m_table};
}

QString TermsSection::version() const
{
    return m_version->text();
}

QString TermsSection::note() const
{
    return m_note->text();
}

} // namespace accord::ui
