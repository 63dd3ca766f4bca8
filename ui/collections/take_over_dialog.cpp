// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/take_over_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using workspace::TakeOver;

TakeOverDialog::TakeOverDialog(workspace::Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_source(new QLineEdit(this))
    , m_day(new QDateEdit(workspace.clock().today(), this))
    , m_choose(new QPushButton(tr("Choose a &file…"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_findings(new QPlainTextEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Take over receivables"));
    build();
    connect(m_choose, &QPushButton::clicked, this, &TakeOverDialog::chooseFile);
    const auto checkAgain = [this] {
        if (!m_path.isEmpty())
            start(true);
    };
    connect(m_source, &QLineEdit::editingFinished, this, checkAgain);
    connect(m_day, &QDateEdit::dateChanged, this, checkAgain);
    connect(m_button, &QPushButton::clicked, this, [this] { start(false); });
}

void TakeOverDialog::build()
{
    m_source->setPlaceholderText(tr("what the other system is called"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_day->setAccessibleName(tr("Day of the cut-over"));
    m_day->findChild<QLineEdit *>()->setAccessibleName(tr("Day of the cut-over"));
    m_note->setWordWrap(true);
    m_findings->setReadOnly(true);
    m_findings->setTabChangesFocus(true);
    m_findings->setAccessibleName(tr("Rows that are in the way"));
    m_findings->hide();
    auto *sentence = new Label(tr("Open invoices of another system are collected here under their own numbers, and "
                                  "stand against the opening balance in the ledger. The file is a table (CSV) with the "
                                  "columns number, account, issued_on, due_on, currency and open; billed and "
                                  "purchase_order may be added."),
                               TextRole::Body, Token::Text2, this);
    sentence->setWordWrap(true);
    auto *form = new QFormLayout;
    form->setSpacing(metrics::insetSmall);
    form->addRow(tr("&System"), m_source);
    form->addRow(tr("&Cut-over on"), m_day);
    form->addRow(QString(), m_choose);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_button = buttons->addButton(tr("Take over"), QDialogButtonBox::ActionRole);
    m_button->setEnabled(false);
    setButtonKind(m_button, ButtonKind::Primary);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    layout->addWidget(sentence);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addWidget(m_findings, 1);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(560, sizeHint().height());
}

QString TakeOverDialog::note() const
{
    return m_note->text();
}

void TakeOverDialog::chooseFile()
{
    const QString path
        = QFileDialog::getOpenFileName(this, windowTitle(), {}, tr("Tables (*.csv *.txt);;All files (*)"));
    if (!path.isEmpty())
        checkFile(path);
}

void TakeOverDialog::checkFile(const QString &path)
{
    m_path = path;
    m_choose->setText(QFileInfo(path).fileName());
    start(true);
}

void TakeOverDialog::start(bool isTrial)
{
    m_button->setEnabled(false);
    m_workspace.start(
        this,
        [path = m_path, source = m_source->text(), day = m_day->date(), isTrial](workspace::Services &services,
                                                                                 jobs::Progress &) -> Result<TakeOver> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                            {{u"file"_s, QFileInfo(path).fileName()}, {u"problem"_s, file.errorString()}});
            return workspace::takeOverReceivables(services, file.readAll(), source, day, {}, isTrial);
        },
        [this, isTrial](const Result<TakeOver> &outcome) { isTrial ? show(outcome) : finish(outcome); });
}

void TakeOverDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

void TakeOverDialog::show(const Result<TakeOver> &outcome)
{
    const bool isStopped = outcome && !outcome->findings.empty();
    m_findings->setVisible(isStopped);
    m_button->setEnabled(outcome && !isStopped && outcome->documents > 0);
    if (!outcome)
        return say(inWords(outcome.error()).paragraph(), true);
    if (isStopped) {
        QStringList lines;
        for (const bank::Finding &finding : outcome->findings)
            lines << tr("Line %1, %2: “%3” stands there; expected is %4.")
                         .arg(countText(finding.line), finding.field, finding.value, finding.expected);
        m_findings->setPlainText(lines.join(u'\n'));
        return say(tr("%n row(s) cannot be taken over; nothing is.", nullptr, int(outcome->findings.size())), true);
    }
    QStringList totals;
    for (const Money &total : outcome->totals)
        totals << moneyText(total);
    say(outcome->documents == 0 ? tr("The file lists no invoice.")
                                : tr("%n invoice(s), open %1.", nullptr, outcome->documents).arg(totals.join(u", "_s)),
        false);
}

void TakeOverDialog::finish(const Result<TakeOver> &outcome)
{
    if (!outcome || !outcome->findings.empty())
        return show(outcome);
    m_workspace.announceChange();
    accept();
}

} // namespace accord::ui
