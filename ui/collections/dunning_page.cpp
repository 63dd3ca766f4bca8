// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/dunning_page.h"

#include "core/documents/document_for_letter.h"
#include "core/documents/render_pdf.h"
#include "ui/collections/collection_dialog.h"
#include "ui/collections/late_charges_dialog.h"
#include "ui/collections/collection_words.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>

namespace accord::ui {

using payments::DunningPause;
using workspace::DunningCase;
using workspace::DunningDesk;

namespace {

/// A letter as it would be sent, and what it is called.
struct Printed
{
    QByteArray pdf;
    QString name;
};

Result<Printed> print(workspace::Services &services, const DunningCase &one, const QString &language)
{
    const auto letter = DunningDesk(services).letter(one, language);
    if (!letter)
        return passOn(letter);
    const auto account = services.accounts().find(one.account);
    if (!account)
        return passOn(account);
    const auto seller = services.seller().entity(billing::IssuingEntityId(account->issuingEntity));
    if (!seller)
        return passOn(seller);
    const auto pdf = documents::renderInvoicePdf(documents::documentFor(*letter, *seller, *account));
    if (!pdf)
        return passOn(pdf);
    return Printed{*pdf, DunningPage::tr("Letter to %1").arg(account->name)};
}

QString stepsInWords(const payments::DunningState &state)
{
    QStringList steps;
    for (const auto &step : state.dueSteps)
        steps << stepInWords(step);
    if (!steps.isEmpty())
        return steps.join(u" · "_s);
    if (state.nextStep)
        return DunningPage::tr("%1 on %2").arg(stepInWords(*state.nextStep), dateText(state.nextOn));
    return noValue();
}

} // namespace

std::vector<DunningPage::Model::Column> DunningPage::columns()
{
    using Column = Model::Column;
    return {
        Column{{u"account"_s, tr("Payer"), 132, Qt::AlignLeft, false, true}, [](const Row &row) { return row.name; }},
        Column{{u"due"_s, tr("Due"), 116, Qt::AlignRight, false},
               [](const Row &row) { return moneyText(row.state.amount); }},
        Column{{u"late"_s, tr("Days late"), 66, Qt::AlignRight, false},
               [](const Row &row) { return countText(row.state.daysLate); }},
        Column{{u"broken"_s, tr("Broken"), 54, Qt::AlignRight, false},
               [](const Row &row) {
                   return row.state.brokenPromises > 0 ? QVariant(countText(row.state.brokenPromises)) : QVariant();
               }},
        Column{{u"state"_s, tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
               [](const Row &row) { return QVariant::fromValue(stateOf(row.state)); }},
        Column{{u"steps"_s, tr("To be done"), 260, Qt::AlignLeft, false},
               [](const Row &row) { return stepsInWords(row.state); }}};
}

DunningPage::DunningPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_rendering(workspace.runner())
    , m_model(new Model(
          columns(), [](const Row &row) { return row.account.toString() + u'/' + row.state.amount.currency().code(); },
          this))
    , m_table(new TableView(tr("Late payers"), this))
    , m_state(new StateView(m_table, this))
    , m_letter(new DocumentView(this))
    , m_language(new QComboBox(this))
    , m_take(new QPushButton(tr("Take due steps  R"), this))
    , m_promise(new QPushButton(tr("Promise  P"), this))
    , m_pause(new QPushButton(tr("Pause  H"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_side(std::make_unique<QWidget>())
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [](StateView &view) { view.showEmpty(tr("Nobody is late."), u"circle-check"_s); });
    buildLayout();
    buildSide();
    buildSource();
    connect(m_take, &QPushButton::clicked, this, &DunningPage::takeSteps);
    connect(m_promise, &QPushButton::clicked, this, &DunningPage::promise);
    connect(m_pause, &QPushButton::clicked, this, &DunningPage::pauseOrResume);
    connect(m_language, &QComboBox::currentIndexChanged, this, &DunningPage::showLetter);
    connect(m_table, &TableView::currentIdChanged, this, &DunningPage::showCurrent);
    connect(m_table, &TableView::opened, this, [this] {
        if (const Row *row = current())
            Q_EMIT openRequested(u"account/"_s + row->account.toString(), false);
    });
    connect(&m_workspace, &workspace::Workspace::changed, this, &DunningPage::refresh);
    m_model->reload();
}

DunningPage::~DunningPage() = default;

void DunningPage::buildLayout()
{
    m_language->setAccessibleName(tr("Language of the letter"));
    m_language->addItem(tr("Customer's language"), QString());
    const std::pair<QString, QString> languages[]{
        {tr("English"), u"en"_s}, {tr("German"), u"de"_s}, {tr("French"), u"fr"_s}, {tr("Spanish"), u"es"_s}};
    for (const auto &[name, code] : languages)
        m_language->addItem(name, code);
    m_take->setAccessibleName(tr("Take due steps"));
    m_promise->setAccessibleName(tr("Promise"));
    m_pause->setAccessibleName(tr("Pause"));
    setButtonKind(m_take, ButtonKind::Primary);
    setPlainToolTip(m_take, tr("Queues letters and tasks that are due, each once, and asks for cuts of a service (R)"));
    m_note->setWordWrap(true);
    m_note->hide();
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_language);
    bar->addStretch();
    for (QPushButton *button : {m_promise, m_pause, m_take})
        bar->addWidget(button);
    auto *split = new QSplitter(this);
    split->addWidget(m_state);
    split->addWidget(m_letter);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    split->setSizes({700, 420});
    split->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(split, 1);
}

void DunningPage::buildSide()
{
    m_name = new Label({}, TextRole::Title, Token::Text, m_side.get());
    m_name->setWordWrap(true);
    m_facts = new FactGrid(m_side.get());
    auto *layout = new QVBoxLayout(m_side.get());
    layout->setContentsMargins(0, 0, metrics::insetSmall, 0);
    layout->addWidget(m_name);
    layout->addWidget(m_facts);
    layout->addStretch();
    showCurrent();
}

void DunningPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        m_listing.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return DunningDesk(services).worklist(services.clock().today());
        }),
                        [this, answer](const Result<std::vector<Row>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            int due = 0;
                            for (const Row &row : *rows)
                                due += !row.state.dueSteps.empty();
                            Q_EMIT statusChanged(tr("%n payer(s)", nullptr, int(rows->size())) + u" · "_s
                                                 + tr("%n with a step due", nullptr, due));
                            answer(RowPage<Row>{*rows, {}, qint64(rows->size()), {}});
                        });
    });
    connect(m_model, &PagedTableModelBase::loaded, this, [this] {
        if (m_table->currentId().isEmpty())
            m_table->selectFirst();
        showCurrent();
    });
}

const DunningPage::Row *DunningPage::current() const
{
    return m_model->rowAt(m_table->currentIndex());
}

QString DunningPage::reasonAgainstWork() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_busy ? tr("Work is under way.") : QString();
}

QString DunningPage::reasonAgainstAccount() const
{
    return current() ? reasonAgainstWork() : tr("No payer is selected.");
}

void DunningPage::showCurrent()
{
    m_facts->clear();
    const Row *row = current();
    m_name->setText(row ? row->name : tr("Nothing is selected."));
    if (row) {
        m_facts->add(tr("Due"), moneyText(row->state.amount));
        m_facts->addIfAny(tr("Received, not applied"), row->received.isZero() ? QString() : moneyText(row->received));
        m_facts->addIfAny(tr("Charged for late payment"), row->charges.isZero() ? QString() : moneyText(row->charges));
        m_facts->add(tr("Oldest due"), row->state.oldestDue.isValid() ? dateText(row->state.oldestDue) : QString());
        m_facts->add(tr("Segment"), row->segment);
        QStringList steps;
        for (const auto &step : row->state.dueSteps)
            steps << (step.needsApproval ? tr("%1, once approved").arg(stepInWords(step)) : stepInWords(step));
        m_facts->addIfAny(tr("To be done"), steps.join(u'\n'));
        for (const auto &document : row->documents) {
            const QString open = moneyText(document.open);
            m_facts->add(document.number, document.isDisputed ? tr("%1, disputed").arg(open) : open);
        }
        for (const auto &promise : row->promises) {
            const QString text = tr("%1 by %2").arg(moneyText(promise.amount), dateText(promise.promisedFor));
            m_facts->add(tr("Promise"), promise.note.isEmpty() ? text : tr("%1: %2").arg(text, promise.note));
        }
        m_facts->addIfAny(tr("Paused"), row->pauseReason);
        constexpr size_t shown = 8;
        for (size_t i = 0; i < std::min(shown, row->steps.size()); ++i) {
            const auto &step = row->steps[i];
            const QString what = stepInWords(step.kind, step.level);
            m_facts->add(dateText(step.takenOn), step.state == u"in_approval"_s
                                                     ? tr("%1, waits for an approval").arg(what)
                                                 : step.state == u"rejected"_s ? tr("%1, rejected").arg(what)
                                                                               : what);
        }
    }
    const bool isPaused = row && row->state.pause == DunningPause::ByHand;
    m_pause->setText(isPaused ? tr("Resume  H") : tr("Pause  H"));
    m_pause->setAccessibleName(isPaused ? tr("Resume") : tr("Pause"));
    m_take->setEnabled(reasonAgainstWork().isEmpty());
    m_promise->setEnabled(reasonAgainstAccount().isEmpty());
    m_pause->setEnabled(reasonAgainstAccount().isEmpty());
    Q_EMIT commandsChanged();
    showLetter();
}

void DunningPage::showLetter()
{
    const Row *row = current();
    if (!row || !row->state.isDue())
        return m_letter->clear();
    m_rendering.start(this,
                      m_workspace.onServices([one = *row, language = m_language->currentData().toString()](
                                                 workspace::Services &services, jobs::Progress &) {
                          return print(services, one, language);
                      }),
                      [this](const Result<Printed> &printed) {
                          if (printed)
                              m_letter->setDocument(printed->pdf, printed->name);
                          else
                              m_letter->clear();
                      });
}

void DunningPage::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void DunningPage::run(Act act)
{
    m_busy = true;
    showCurrent();
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            DunningDesk desk(services);
            return act(desk);
        },
        [this](const Result<QString> &done) {
            m_busy = false;
            if (!done) {
                showCurrent();
                return say(inWords(done.error()).paragraph(), true);
            }
            say(*done, false);
            m_workspace.announceChange();
        });
}

void DunningPage::takeSteps()
{
    if (!reasonAgainstWork().isEmpty())
        return;
    run([](DunningDesk &desk) -> Result<QString> {
        const auto taken = desk.run();
        if (!taken)
            return passOn(taken);
        if (taken->empty())
            return tr("No step is due today.");
        int asked = 0;
        for (const auto &one : *taken)
            asked += one.state == u"in_approval"_s;
        const QString done = tr("%n step(s) taken.", nullptr, int(taken->size()) - asked);
        return asked == 0 ? done : done + u' ' + tr("%n cut(s) of a service to be approved.", nullptr, asked);
    });
}

void DunningPage::promise()
{
    if (!reasonAgainstAccount().isEmpty())
        return;
    const QString account = current()->account.toString();
    auto *dialog = new CollectionDialog(
        {tr("Promise of %1").arg(current()->name),
         tr("Until that day no step is taken; a broken promise makes it more urgent."), current()->state.amount,
         m_workspace.clock().today().addDays(7), tr("&Note"), false, tr("Keep the promise")},
        [this, account](const CollectionDialog::Answer &answer) {
            run([account, answer](DunningDesk &desk) {
                return desk.promise(account, *answer.amount, answer.day, answer.words).map([](const auto &row) {
                    return tr("Promised: %1 by %2.").arg(moneyText(row.amount), dateText(row.promisedFor));
                });
            });
        },
        window());
    dialog->keepDraft(m_workspace, u"promise/"_s + account);
    dialog->open();
}

void DunningPage::pauseOrResume()
{
    if (!reasonAgainstAccount().isEmpty())
        return;
    const QString account = current()->account.toString();
    if (current()->state.pause == DunningPause::ByHand)
        return run(
            [account](DunningDesk &desk) { return desk.resume(account).map([] { return tr("Dunning goes on."); }); });
    auto *dialog = new CollectionDialog(
        {tr("Leave %1 alone").arg(current()->name), tr("Until that day no step is taken."), std::nullopt,
         m_workspace.clock().today().addDays(14), tr("&Reason"), true, tr("Pause")},
        [this, account](const CollectionDialog::Answer &answer) {
            run([account, answer](DunningDesk &desk) {
                return desk.pause(account, answer.day, answer.words).map([day = answer.day] {
                    return tr("Paused until %1.").arg(dateText(day));
                });
            });
        },
        window());
    dialog->keepDraft(m_workspace, u"dunning_pause/"_s + account);
    dialog->open();
}

void DunningPage::chargeLate()
{
    if (!reasonAgainstAccount().isEmpty())
        return;
    auto *dialog = new LateChargesDialog(m_workspace, current()->account, current()->name, window());
    connect(dialog, &LateChargesDialog::charged, this, [this](const QString &sentence) {
        say(sentence, false);
        m_workspace.announceChange();
    });
    dialog->open();
}

QString DunningPage::note() const
{
    return m_note->text();
}

QString DunningPage::sideText() const
{
    QStringList texts;
    for (const Label *label : m_side->findChildren<Label *>())
        texts << label->text();
    return texts.join(u'\n');
}

QVariantMap DunningPage::state() const
{
    return {{u"current"_s, m_table->currentId()}};
}

void DunningPage::restore(const QVariantMap &state)
{
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *DunningPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> DunningPage::lists() const
{
    return {m_table};
}

void DunningPage::refresh()
{
    const QString id = m_table->currentId();
    m_model->reload();
    m_table->selectId(id);
}

std::vector<Command> DunningPage::commands()
{
    const QString group = tr("Dunning");
    const auto againstAccount = [this] { return reasonAgainstAccount(); };
    return {{u"dunning.run"_s,
             tr("Take all steps that are due"),
             u"play"_s,
             {QKeySequence(Qt::Key_R)},
             CommandScope::List,
             group,
             [this] { takeSteps(); },
             [this] { return reasonAgainstWork(); }},
            {u"dunning.late_charges"_s,
             tr("Charge for late payment…"),
             u"clock"_s,
             {QKeySequence(Qt::Key_C)},
             CommandScope::List,
             group,
             [this] { chargeLate(); },
             againstAccount},
            {u"dunning.promise"_s,
             tr("Keep a promise to pay…"),
             u"calendar"_s,
             {QKeySequence(Qt::Key_P)},
             CommandScope::List,
             group,
             [this] { promise(); },
             againstAccount},
            {u"dunning.pause"_s,
             tr("Pause or resume"),
             u"pause"_s,
             {QKeySequence(Qt::Key_H)},
             CommandScope::List,
             group,
             [this] { pauseOrResume(); },
             againstAccount},
            {u"dunning.letter"_s,
             tr("Show the letter"),
             u"eye"_s,
             {QKeySequence(Qt::Key_L)},
             CommandScope::List,
             group,
             [this] { m_letter->preview(); },
             [this] { return m_letter->hasDocument() ? QString() : tr("There is no letter to write."); }}};
}

} // namespace accord::ui
