// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/recipients_editor.h"

#include "core/workspace/document_recipients.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using storage::DocumentRecipient;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Recipients)
};

constexpr int leastAddressWidth = 220;

QString kindInWords(const QString &kind)
{
    if (kind == u"invoice")
        return Tr::tr("Invoices");
    if (kind == u"credit_note")
        return Tr::tr("Credit notes");
    return kind == u"reminder" ? Tr::tr("Reminders") : Tr::tr("Statements");
}

QStringList chosenKinds(const QPushButton *button)
{
    QStringList kinds;
    for (const QAction *action : button->menu()->actions())
        if (action->isChecked())
            kinds << action->data().toString();
    return kinds;
}

QString kindsInWords(const QStringList &kinds)
{
    if (kinds.size() == workspace::documentKinds().size())
        return Tr::tr("All documents");
    if (kinds.isEmpty())
        return Tr::tr("Nothing");
    return kinds.size() == 1 ? kindInWords(kinds.first()) : Tr::tr("%n kinds of documents", nullptr, int(kinds.size()));
}

void showKinds(QPushButton *button)
{
    QStringList words;
    for (const QString &kind : chosenKinds(button))
        words << kindInWords(kind);
    button->setText(kindsInWords(chosenKinds(button)));
    setPlainToolTip(button, words.join(u", "_s));
    button->setAccessibleName(Tr::tr("Documents: %1").arg(words.join(u", "_s)));
}

QPushButton *kindsButton(const QStringList &chosen, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    auto *menu = new QMenu(button);
    for (const QString &kind : workspace::documentKinds()) {
        QAction *action = menu->addAction(kindInWords(kind));
        action->setCheckable(true);
        action->setData(kind);
        action->setChecked(chosen.contains(kind));
        QObject::connect(action, &QAction::toggled, button, [button] { showKinds(button); });
    }
    button->setMenu(menu);
    button->setAutoDefault(false);
    showKinds(button);
    return button;
}

} // namespace

QString recipientRoleInWords(const QString &role)
{
    if (role == u"to")
        return Tr::tr("To");
    return role == u"copy" ? Tr::tr("Copy to") : Tr::tr("Portal");
}

RecipientsEditor::RecipientsEditor(QWidget *parent)
    : QWidget(parent)
    , m_lines(new QVBoxLayout)
    , m_add(new QPushButton(tr("&Add a recipient"), this))
{
    m_add->setAutoDefault(false);
    setButtonKind(m_add, ButtonKind::Quiet);
    m_lines->setSpacing(metrics::insetSmall);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(m_lines);
    layout->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add({m_rows.empty() ? u"to"_s : u"copy"_s, {}, workspace::documentKinds()});
        m_rows.back().address->setFocus();
    });
}

void RecipientsEditor::setRecipients(const std::vector<DocumentRecipient> &recipients)
{
    while (!m_rows.empty())
        remove(m_rows.back().line);
    for (const DocumentRecipient &one : recipients)
        add(one);
}

std::vector<DocumentRecipient> RecipientsEditor::recipients() const
{
    std::vector<DocumentRecipient> recipients;
    for (const Row &row : m_rows) {
        const QString address = row.address->text().trimmed();
        if (!address.isEmpty())
            recipients.push_back({row.role->currentData().toString(), address, chosenKinds(row.kinds)});
    }
    return recipients;
}

void RecipientsEditor::add(const DocumentRecipient &recipient)
{
    Row row;
    row.line = new QWidget(this);
    row.line->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    row.role = new QComboBox(row.line);
    for (const QString &role : workspace::recipientRoles())
        row.role->addItem(recipientRoleInWords(role), role);
    row.role->setCurrentIndex(row.role->findData(recipient.role));
    row.role->setAccessibleName(tr("As what"));
    row.address = new QLineEdit(recipient.address, row.line);
    row.address->setMinimumWidth(Theme::of(this).scaled(leastAddressWidth));
    row.address->setAccessibleName(tr("Address of the recipient"));
    row.address->setPlaceholderText(tr("E-mail address, or the reference in the portal"));
    row.kinds = kindsButton(recipient.kinds, row.line);
    auto *gone = new QPushButton(tr("Remove"), row.line);
    gone->setAccessibleName(tr("Remove this recipient"));
    gone->setAutoDefault(false);
    setButtonKind(gone, ButtonKind::Quiet);
    auto *layout = new QHBoxLayout(row.line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(row.role);
    layout->addWidget(row.address, 1);
    layout->addWidget(row.kinds);
    layout->addWidget(gone);
    m_lines->addWidget(row.line);
    QWidget *before = m_rows.empty() ? nullptr : m_rows.back().line;
    connect(gone, &QPushButton::clicked, this, [this, line = row.line] { remove(line); });
    m_rows.push_back(row);
    if (before)
        setTabOrder(before, row.line);
    setTabOrder(gone, m_add);
}

void RecipientsEditor::remove(QWidget *line)
{
    std::erase_if(m_rows, [&](const Row &row) { return row.line == line; });
    m_lines->removeWidget(line);
    line->hide();
    line->deleteLater();
    m_add->setFocus();
}

} // namespace accord::ui
