// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/password_dialog.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

PasswordDialog::PasswordDialog(const QString &server, const QString &problem, QWidget *parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("&Keep it in the key store of this machine"), this))
    , m_connect(new QPushButton(tr("Connect"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Password for %1").arg(server));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    m_remember->setChecked(true);
    setButtonKind(m_connect, ButtonKind::Primary);
    m_connect->setDefault(true);
    m_connect->setEnabled(false);
    connect(m_password, &QLineEdit::textChanged, m_connect,
            [this](const QString &text) { m_connect->setEnabled(!text.isEmpty()); });
    connect(m_connect, &QPushButton::clicked, this, [this] {
        Q_EMIT answered(m_password->text(), m_remember->isChecked());
        accept();
    });
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("Password"), m_password);
    form->addRow(QString(), m_remember);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    if (!problem.isEmpty()) {
        auto *label = new Label(problem, TextRole::Body, Token::Bad, this);
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    layout->addLayout(form);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(460, sizeHint().height());
    m_password->setFocus();
}

} // namespace accord::ui
