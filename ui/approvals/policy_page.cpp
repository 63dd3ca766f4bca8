// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/policy_page.h"

#include "core/approvals/policy_json.h"
#include "core/approvals/simulation.h"
#include "core/interchange/strict_json.h"
#include "ui/approvals/policy_form.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::ApprovalPolicies;
using workspace::PolicySimulation;
using workspace::SimulatedDocument;

namespace {

constexpr int readMilliseconds = 300; // after the last key
constexpr int besideWidth = 1180; // of the page: a rule and what it would have asked both have room
constexpr int liveMilliseconds = 500; // after it could be read

QString orNobody(const QString &asked)
{
    return asked.isEmpty() ? PolicyPage::tr("nobody") : asked;
}

std::vector<PagedTableModel<SimulatedDocument>::Column> columns()
{
    using Column = PagedTableModel<SimulatedDocument>::Column;
    return {Column{{u"account"_s, PolicyPage::tr("From"), 120, Qt::AlignLeft, false, true},
                   [](const SimulatedDocument &d) { return d.document.accountName; }},
            Column{{u"what"_s, PolicyPage::tr("What"), 186, Qt::AlignLeft, false},
                   [](const SimulatedDocument &d) {
                       return PolicyPage::tr("%1 %2").arg(nameOf(d.document.subject.kind), d.document.number);
                   }},
            Column{{u"day"_s, PolicyPage::tr("Day"), metrics::columnDate, Qt::AlignLeft, false},
                   [](const SimulatedDocument &d) { return d.document.day; }},
            Column{{u"amount"_s, PolicyPage::tr("Amount"), 122, Qt::AlignRight, false},
                   [](const SimulatedDocument &d) { return moneyText(d.document.subject.amount); }},
            Column{{u"before"_s, PolicyPage::tr("Asks today"), 88, Qt::AlignLeft, false},
                   [](const SimulatedDocument &d) { return orNobody(d.before); }},
            Column{{u"after"_s, PolicyPage::tr("Would ask"), 92, Qt::AlignLeft, false},
                   [](const SimulatedDocument &d) { return orNobody(d.after); }},
            Column{{u"differs"_s, PolicyPage::tr("Change"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const SimulatedDocument &d) {
                       return QVariant::fromValue(d.differs ? Badge{PolicyPage::tr("differs"), Tone::Warning}
                                                            : Badge());
                   }}};
}

QString stepInWords(const approvals::PolicyStep &step)
{
    const QString asked = step.asked.inWords();
    const QString said
        = step.mode == approvals::StepMode::All        ? PolicyPage::tr("all of %1").arg(asked)
          : step.mode == approvals::StepMode::Sequence ? PolicyPage::tr("%1, one after the other").arg(asked)
          : step.asked.roles.size() + step.asked.people.size() > 1 ? PolicyPage::tr("one of %1").arg(asked)
                                                                   : asked;
    return step.limit ? PolicyPage::tr("%1 (alone up to %2)").arg(said, amountText(*step.limit)) : said;
}

QString rulesInWords(const approvals::Policy &policy)
{
    QStringList paragraphs;
    for (const approvals::PolicyRule &rule : policy.rules) {
        QStringList steps;
        for (const approvals::PolicyStep &step : rule.steps)
            steps << stepInWords(step);
        QString words
            = PolicyPage::tr("%1: %2 → %3").arg(rule.name, rule.inWords(), steps.join(PolicyPage::tr(", then ")));
        if (rule.escalation)
            words += PolicyPage::tr("; after %n business hour(s) also %1", nullptr, rule.escalation->afterHours)
                         .arg(rule.escalation->to.inWords());
        paragraphs << words;
    }
    return paragraphs.isEmpty() ? PolicyPage::tr("No rule: nobody is asked for anything.") : paragraphs.join(u"\n\n"_s);
}

QString versionInWords(const storage::PolicyVersion &version)
{
    return version.isPublished()
               ? PolicyPage::tr("Version %1, published by %2 on %3")
                     .arg(version.policy.version)
                     .arg(version.publishedBy, dateText(version.publishedAt.date()))
               : PolicyPage::tr("Version %1, proposed by %2").arg(version.policy.version).arg(version.proposedBy);
}

} // namespace

/// What is known about a text that says a policy.
struct PolicyPage::Knowledge
{
    PolicySimulation simulation;
    std::vector<workspace::MovedRequest> moved;
};

PolicyPage::PolicyPage(workspace::Workspace &workspace)
    : m_workspace(workspace)
    , m_load(workspace.runner())
    , m_trial(workspace.runner())
    , m_versions(new QComboBox(this))
    , m_tabs(new QTabBar(this))
    , m_parts(new QStackedWidget(this))
    , m_split(new QSplitter(Qt::Vertical, this))
    , m_form(new PolicyForm(this))
    , m_text(new QPlainTextEdit(this))
    , m_problem(new Label({}, TextRole::Body, Token::Bad, this))
    , m_summary(new Label({}, TextRole::BodyStrong, Token::Text, this))
    , m_simulate(new QPushButton(tr("Simulate"), this))
    , m_propose(new QPushButton(tr("Propose"), this))
    , m_publish(new QPushButton(tr("Publish…"), this))
    , m_model(new Model(
          columns(), [](const SimulatedDocument &d) { return d.document.id.toString(QUuid::WithoutBraces); }, this))
    , m_table(new TableView(tr("What it would have asked"), this))
    , m_state(new StateView(m_table, this))
    , m_pause(new QTimer(this))
    , m_live(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(readMilliseconds);
    buildLayout();
    buildSide();
    connect(m_versions, &QComboBox::activated, this, &PolicyPage::showVersion);
    m_live->setSingleShot(true);
    m_live->setInterval(liveMilliseconds);
    connect(m_live, &QTimer::timeout, this, &PolicyPage::simulate);
    connect(m_tabs, &QTabBar::currentChanged, this, &PolicyPage::showTab);
    connect(m_form, &PolicyForm::edited, this, &PolicyPage::takeForm);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        m_textIsAhead = true;
        m_pause->start();
    });
    connect(m_pause, &QTimer::timeout, this, &PolicyPage::readText);
    connect(m_simulate, &QPushButton::clicked, this, &PolicyPage::simulate);
    connect(m_propose, &QPushButton::clicked, this, &PolicyPage::propose);
    connect(m_publish, &QPushButton::clicked, this, &PolicyPage::publish);
    connect(&m_workspace, &workspace::Workspace::changed, this, &PolicyPage::refresh);
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        QTimer::singleShot(0, this, [this, answer] {
            answer(RowPage<SimulatedDocument>{m_documents, {}, qint64(m_documents.size()), {}});
        });
    });
    loadVersions();
}

PolicyPage::~PolicyPage() = default;

void PolicyPage::buildLayout()
{
    m_versions->setAccessibleName(tr("Version"));
    m_versions->setPlaceholderText(tr("Changed, and not proposed yet"));
    m_text->setAccessibleName(tr("The policy as a document"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_summary->setWordWrap(true);
    setButtonKind(m_simulate, ButtonKind::Primary);
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [](StateView &view) {
        view.showEmpty(tr("Simulate shows what this policy would have asked in the last twelve months."),
                       u"file-search"_s);
    });
    auto *head = new QHBoxLayout;
    head->addWidget(m_versions, 1);
    for (QPushButton *button : {m_simulate, m_propose, m_publish})
        head->addWidget(button);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("How the policy is edited"));
    m_tabs->addTab(tr("Form"));
    m_tabs->addTab(tr("Document"));
    m_parts->addWidget(m_form);
    m_parts->addWidget(m_text);
    auto *editor = new QWidget(this);
    auto *upper = new QVBoxLayout(editor);
    upper->setContentsMargins(0, 0, 0, 0);
    upper->addWidget(m_tabs);
    upper->addWidget(m_parts, 1);
    upper->addWidget(m_problem);
    auto *result = new QWidget(this);
    auto *lower = new QVBoxLayout(result);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->addWidget(m_summary);
    lower->addWidget(m_state, 1);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(metrics::inset);
    m_split->addWidget(editor);
    m_split->addWidget(result);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::inset);
    layout->addLayout(head);
    layout->addWidget(m_split, 1);
}

/// Beside each other where both have room, below each other otherwise.
void PolicyPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const auto orientation = width() >= besideWidth ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() == orientation)
        return;
    m_split->setOrientation(orientation);
    const int room = orientation == Qt::Horizontal ? width() : height();
    m_split->setSizes({room * 3 / 5, room * 2 / 5});
}

void PolicyPage::buildSide()
{
    auto *scroll = new QScrollArea;
    scroll->setAccessibleName(tr("What the policy says"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, metrics::insetSmall, metrics::inset);
    column->addWidget(new Label(tr("What its rules say"), TextRole::Caption, Token::Text3));
    m_rules = new Label;
    m_rules->setWordWrap(true);
    column->addWidget(m_rules);
    column->addSpacing(metrics::inset);
    column->addWidget(new Label(tr("Open requests that it moves"), TextRole::Caption, Token::Text3));
    m_moves = new Label(tr("Simulate to see them."));
    m_moves->setWordWrap(true);
    column->addWidget(m_moves);
    column->addStretch();
    scroll->setWidget(body);
    body->setAutoFillBackground(false);
    m_side.reset(scroll);
}

void PolicyPage::loadVersions()
{
    m_load.start(
        this,
        m_workspace.onServices([](workspace::Services &services, jobs::Progress &)
                                   -> Result<std::pair<std::vector<storage::PolicyVersion>, approvals::Policy>> {
            auto versions = ApprovalPolicies(services).versions();
            const auto current = ApprovalPolicies(services).current();
            if (!versions)
                return passOn(versions);
            return current ? Result<std::pair<std::vector<storage::PolicyVersion>, approvals::Policy>>(
                                 std::pair(std::move(*versions), *current))
                           : passOn(current);
        }),
        [this](const auto &loaded) {
            if (!loaded)
                return m_problem->setText(inWords(loaded.error()).paragraph());
            const bool first = m_text->toPlainText().isEmpty();
            m_known = loaded->first;
            m_versions->clear();
            for (const storage::PolicyVersion &version : m_known)
                m_versions->addItem(versionInWords(version));
            if (first && m_known.empty())
                m_text->setPlainText(QString::fromUtf8(QJsonDocument(approvals::toJson(loaded->second)).toJson()));
            else if (first)
                showVersion(0);
            readText();
            if (!m_draft)
                m_draft = new FormDraft(m_workspace, u"approval_policy"_s, {{u"policy"_s, m_text}}, this);
        });
}

void PolicyPage::showVersion(int index)
{
    if (index < 0 || size_t(index) >= m_known.size())
        return;
    m_text->setPlainText(QString::fromUtf8(QJsonDocument(approvals::toJson(m_known[size_t(index)].policy)).toJson()));
    readText();
    if (m_draft)
        m_draft->settle(); // another version was chosen instead of what was typed
}

const storage::PolicyVersion *PolicyPage::shown() const
{
    if (!m_policy)
        return nullptr;
    const QByteArray digest = approvals::digestOf(*m_policy);
    const auto found = std::ranges::find(m_known, digest, &storage::PolicyVersion::digest);
    return found == m_known.end() ? nullptr : &*found;
}

void PolicyPage::readText()
{
    m_pause->stop();
    const auto policy = approvals::readPolicy(m_text->toPlainText().toUtf8());
    if (m_textIsAhead)
        fillForm();
    m_problem->setVisible(false);
    m_form->clearProblems();
    if (policy) {
        m_policy = *policy;
        if (const QByteArray digest = approvals::digestOf(*policy); digest != m_simulated)
            m_live->start();
        m_rules->setText(rulesInWords(*policy));
        const storage::PolicyVersion *version = shown();
        m_versions->setCurrentIndex(version ? int(version - m_known.data()) : -1);
    } else {
        m_policy.reset();
        m_live->stop();
        showProblem(policy.error());
    }
    m_simulate->setEnabled(m_policy.has_value());
    m_propose->setEnabled(reasonAgainstProposing().isEmpty());
    m_publish->setEnabled(reasonAgainstPublishing().isEmpty());
    setPlainToolTip(m_propose, reasonAgainstProposing());
    setPlainToolTip(m_publish, reasonAgainstPublishing());
    Q_EMIT commandsChanged();
}

/// Below its field where the form has one, otherwise below the editor.
void PolicyPage::showProblem(const Error &error)
{
    if (m_form->showProblem(error) && m_tabs->currentIndex() == 0)
        return;
    const ErrorWords words = inWords(error);
    const QString where = error.args.value(u"path"_s).toString();
    m_problem->setText(where.isEmpty() || words.happened.contains(where) ? words.paragraph()
                                                                         : tr("%1: %2").arg(where, words.paragraph()));
    m_problem->show();
}

void PolicyPage::takeForm()
{
    const QSignalBlocker quiet(m_text);
    m_text->setPlainText(QString::fromUtf8(QJsonDocument(m_form->document()).toJson()));
    m_textIsAhead = false;
    if (m_draft)
        m_draft->typed();
    m_pause->start();
}

void PolicyPage::fillForm()
{
    const auto document = interchange::readJsonObject(m_text->toPlainText().toUtf8());
    if (!document)
        return; // the document says what is wrong with it; the form keeps what it knew
    m_form->setDocument(*document);
    m_textIsAhead = false;
}

void PolicyPage::showTab(int tab)
{
    m_parts->setCurrentIndex(tab);
    readText();
    QWidget *first = tab == 0 ? static_cast<QWidget *>(m_form->rules()) : m_text;
    first->setFocus();
}

QString PolicyPage::reasonAgainstProposing() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (!m_policy)
        return tr("The document does not say a policy yet.");
    return shown() ? tr("This version is known already: change something first.") : QString();
}

QString PolicyPage::reasonAgainstPublishing() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (!m_policy)
        return tr("The document does not say a policy yet.");
    const storage::PolicyVersion *version = shown();
    if (!version)
        return tr("It has to be proposed first.");
    if (version->isPublished())
        return tr("It is published already.");
    return version->proposedBy == m_workspace.actor() ? tr("You proposed it: another controller publishes it.")
                                                      : QString();
}

void PolicyPage::simulate()
{
    if (!m_policy)
        return;
    m_live->stop();
    m_simulated = approvals::digestOf(*m_policy);
    m_summary->setText(tr("Looking at the documents of the last twelve months…"));
    const QDate today = m_workspace.clock().today();
    const Period lastYear{today.addYears(-1).addDays(1), today.addDays(1)};
    m_trial.start(
        this,
        m_workspace.onServices(
            [policy = *m_policy, lastYear](workspace::Services &services, jobs::Progress &) -> Result<Knowledge> {
                auto simulation = ApprovalPolicies(services).simulate(policy, lastYear);
                auto moved = ApprovalPolicies(services).moves(policy);
                if (!simulation)
                    return passOn(simulation);
                return moved ? Result<Knowledge>(Knowledge{std::move(*simulation), std::move(*moved)}) : passOn(moved);
            }),
        [this](const Result<Knowledge> &known) {
            if (!known)
                return m_summary->setText(inWords(known.error()).paragraph());
            const PolicySimulation &simulation = known->simulation;
            m_summary->setText(tr("Of %1 documents it would have asked about %2, today's policy %3: %4 newly, %5 no "
                                  "longer, %6 differently in all.")
                                   .arg(simulation.documents.size())
                                   .arg(simulation.askedAfter)
                                   .arg(simulation.askedBefore)
                                   .arg(simulation.newlyAsked)
                                   .arg(simulation.noLongerAsked)
                                   .arg(simulation.differing));
            m_documents = simulation.documents;
            std::erase_if(m_documents,
                          [](const SimulatedDocument &d) { return d.before.isEmpty() && d.after.isEmpty(); });
            m_model->reload();
            showMoves(known->moved);
        });
}

void PolicyPage::showMoves(const std::vector<workspace::MovedRequest> &moved)
{
    QStringList lines;
    for (const workspace::MovedRequest &one : moved)
        lines << tr("%1, %2: %3 → %4")
                     .arg(one.accountName, moneyText(one.approval.amount), orNobody(one.before), orNobody(one.after));
    m_moves->setText(lines.isEmpty() ? tr("None: every open request stays as it is.") : lines.join(u"\n\n"_s));
}

void PolicyPage::propose()
{
    if (!m_policy)
        return;
    m_workspace.start(
        this,
        [policy = *m_policy](workspace::Services &services, jobs::Progress &) {
            return ApprovalPolicies(services).propose(policy);
        },
        [this](const Result<int> &version) {
            if (!version)
                return Q_EMIT toastRequested({inWords(version.error()).paragraph(), Tone::Bad});
            if (m_draft)
                m_draft->settle();
            Q_EMIT toastRequested(
                {tr("Version %1 is proposed. Another person, a controller, publishes it.").arg(*version), Tone::Good});
            m_workspace.announceChange();
        });
}

void PolicyPage::publish()
{
    const storage::PolicyVersion *version = shown();
    if (!version)
        return;
    m_workspace.start(
        this,
        [number = version->policy.version](workspace::Services &services, jobs::Progress &) {
            return ApprovalPolicies(services).publish(number);
        },
        [this](const Result<workspace::PolicyPublication> &published) { tellPublished(published); });
}

void PolicyPage::tellPublished(const Result<workspace::PolicyPublication> &published)
{
    if (!published)
        return Q_EMIT toastRequested({inWords(published.error()).paragraph(), Tone::Bad});
    showMoves(published->moved);
    Q_EMIT toastRequested({tr("Version %1 is the policy. ").arg(published->version)
                               + tr("%n open request(s) to be decided again.", nullptr, int(published->moved.size())),
                           Tone::Good});
    m_workspace.announceChange();
}

void PolicyPage::refresh()
{
    loadVersions();
}

QWidget *PolicyPage::inspector()
{
    return m_side.get();
}

QWidget *PolicyPage::firstFocus()
{
    return m_tabs->currentIndex() == 0 ? static_cast<QWidget *>(m_form->rules()) : m_text;
}

QList<QWidget *> PolicyPage::lists() const
{
    return {m_table};
}

std::vector<Command> PolicyPage::commands()
{
    const QString group = tr("Approval policy");
    return {{u"policy.form"_s,
             tr("Edit the policy as a form"),
             u"list-checks"_s,
             {QKeySequence(u"Ctrl+1"_s)},
             CommandScope::Page,
             group,
             [this] { m_tabs->setCurrentIndex(0); }},
            {u"policy.document"_s,
             tr("Edit the policy as its document"),
             u"file-text"_s,
             {QKeySequence(u"Ctrl+2"_s)},
             CommandScope::Page,
             group,
             [this] { m_tabs->setCurrentIndex(1); }},
            {u"policy.add_rule"_s,
             tr("Add a rule"),
             u"plus"_s,
             {QKeySequence(u"Ctrl+Shift+N"_s)},
             CommandScope::Page,
             group,
             [this] {
                 m_tabs->setCurrentIndex(0);
                 m_form->addRule();
             }},
            {u"policy.simulate"_s,
             tr("Simulate on past documents"),
             u"play"_s,
             {QKeySequence(u"Ctrl+R"_s)},
             CommandScope::Page,
             group,
             [this] { simulate(); },
             [this] { return m_policy ? QString() : tr("The document does not say a policy yet."); }},
            {u"policy.propose"_s,
             tr("Propose this policy"),
             u"save"_s,
             {},
             CommandScope::Page,
             group,
             [this] { propose(); },
             [this] { return reasonAgainstProposing(); }},
            {u"policy.publish"_s,
             tr("Publish this policy"),
             u"check"_s,
             {},
             CommandScope::Page,
             group,
             [this] { publish(); },
             [this] { return reasonAgainstPublishing(); }}};
}

} // namespace accord::ui
