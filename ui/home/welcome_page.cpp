// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/welcome_page.h"

#include "core/base/error.h"
#include "core/workspace/workspace.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

WelcomePage::WelcomePage(const QStringList &recent, const std::vector<workspace::SavedServer> &servers, QWidget *parent)
    : QWidget(parent)
    , m_choices(new QWidget(this))
    , m_problem(new Label({}, TextRole::Body, Token::Bad, this))
{
    auto *row = new QHBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::insetLarge);
    row->addWidget(
        makeChoice(u"building-2"_s, tr("Sample company"),
                   tr("Meridian Cloud Inc. with accounts, contracts, usage and invoices. Nothing you do there counts."),
                   tr("Look around"), true, [this] { Q_EMIT sampleWanted(); }));
    row->addWidget(makeChoice(u"file-plus"_s, tr("Empty company"),
                              tr("Your own company in one file on this machine. Import or enter data when you like."),
                              tr("Create…"), false, [this] { askForEmpty(); }));
    row->addWidget(makeChoice(u"folder-open"_s, tr("Open a file"),
                              tr("A company that was saved before: a file ending in .accord."), tr("Open…"), false,
                              [this] { askForFile(); }));
    m_problem->setWordWrap(true);
    m_problem->setAlignment(Qt::AlignCenter);
    m_problem->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetPage);
    layout->setSpacing(metrics::insetSmall);
    layout->addStretch(2);
    auto *title = new Label(tr("Welcome to Accord"), TextRole::Hero, Token::Text, this);
    auto *sentence = new Label(tr("Sell, bill and keep enterprise customers. Everything stays on this machine."),
                               TextRole::Title, Token::Text2, this);
    for (Label *label : {title, sentence})
        label->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    layout->addWidget(sentence);
    layout->addSpacing(metrics::insetPage);
    layout->addWidget(m_choices, 0, Qt::AlignHCenter);
    layout->addWidget(m_problem);
    for (const workspace::SavedServer &server : servers)
        addPlace(u"database"_s, server.name, server.url);
    for (const QString &path : recent.mid(0, 4)) {
        if (std::ranges::find(servers, path, &workspace::SavedServer::url) == servers.end())
            addPlace(u"history"_s, QFileInfo(workspace::Workspace::nameOf(path)).completeBaseName(), path);
    }
    layout->addStretch(3);
}

void WelcomePage::addPlace(const QString &icon, const QString &text, const QString &path)
{
    auto *button = new QPushButton(text, this);
    setButtonKind(button, ButtonKind::Quiet);
    button->setIcon(Theme::of(this).icon(icon));
    setPlainToolTip(button, path);
    connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileWanted(path); });
    layout()->addWidget(button);
    layout()->setAlignment(button, Qt::AlignHCenter);
}

QWidget *WelcomePage::makeChoice(const QString &icon, const QString &title, const QString &text, const QString &command,
                                 bool primary, const std::function<void()> &run)
{
    auto *card = new Card({}, m_choices);
    card->setFixedSize(270, 216);
    auto *picture = new Label({}, TextRole::Body, Token::Accent, card);
    const Theme &theme = Theme::of(this);
    picture->setPixmap(theme.pixmap(icon, 28, devicePixelRatioF(), theme.color(Token::Accent)));
    auto *words = new Label(text, TextRole::Body, Token::Text2, card);
    words->setWordWrap(true);
    auto *button = new QPushButton(command, card);
    button->setAccessibleName(tr("%1: %2").arg(title, command));
    setButtonKind(button, primary ? ButtonKind::Primary : ButtonKind::Standard);
    connect(button, &QPushButton::clicked, this, run);
    card->body()->setContentsMargins(20, metrics::insetSmall, 20, 20);
    card->body()->addWidget(picture);
    card->body()->addWidget(new Label(title, TextRole::Title, Token::Text, card));
    card->body()->addWidget(words, 1, Qt::AlignTop);
    card->body()->addWidget(button, 0, Qt::AlignLeft);
    return card;
}

void WelcomePage::setBusy(const QString &sentence)
{
    m_choices->setEnabled(false);
    m_problem->setToken(Token::Text2);
    m_problem->setText(sentence);
    m_problem->show();
}

void WelcomePage::setIdle()
{
    m_choices->setEnabled(true);
    m_problem->hide();
}

void WelcomePage::setProblem(const QString &sentence)
{
    m_choices->setEnabled(true);
    m_problem->setToken(Token::Bad);
    m_problem->setText(sentence);
    m_problem->show();
}

void WelcomePage::askForEmpty()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Empty company"));
    auto *form = new QFormLayout;
    auto *name = new QLineEdit(dialog);
    auto *currency = new QComboBox(dialog);
    currency->addItems({u"USD"_s, u"EUR"_s, u"GBP"_s, u"CHF"_s, u"CAD"_s, u"AUD"_s, u"JPY"_s});
    currency->setAccessibleName(tr("Currency"));
    name->setMinimumWidth(300);
    form->addRow(tr("&Company name"), name);
    form->addRow(tr("C&urrency"), currency);
    auto *buttons = new QDialogButtonBox(dialog);
    QPushButton *create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    buttons->addButton(QDialogButtonBox::Cancel);
    setButtonKind(create, ButtonKind::Primary);
    create->setEnabled(false);
    connect(name, &QLineEdit::textChanged, create,
            [create](const QString &text) { create->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
            [this, name, currency] { Q_EMIT emptyWanted(name->text().trimmed(), currency->currentText()); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addLayout(form);
    layout->addWidget(buttons);
    dialog->open();
}

void WelcomePage::askForFile()
{
    auto *dialog = new QFileDialog(window(), tr("Open a company"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   tr("Accord companies (*.accord)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &WelcomePage::fileWanted);
    dialog->open();
}

} // namespace accord::ui
