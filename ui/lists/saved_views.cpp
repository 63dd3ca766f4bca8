// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/saved_views.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>

namespace accord::ui {

using storage::SavedView;

SavedViewsButton::SavedViewsButton(workspace::Workspace &workspace, const QString &page, QWidget *parent)
    : QPushButton(tr("View"), parent)
    , m_workspace(workspace)
    , m_page(page)
    , m_load(workspace.runner())
{
    setButtonKind(this, ButtonKind::Quiet);
    setIcon(Theme::of(this).icon(u"bookmark"_s));
    setAccessibleName(tr("Choose or save a view of this list"));
    connect(this, &QPushButton::clicked, this, &SavedViewsButton::openMenu);
}

void SavedViewsButton::reload()
{
    m_load.start(this, m_workspace.onServices([page = m_page](workspace::Services &services, jobs::Progress &) {
        return storage::SavedViewsSql(services.session()).of(services.actor(), page);
    }),
                 [this](const Result<std::vector<SavedView>> &views) {
                     if (views)
                         m_views = *views;
                 });
}

void SavedViewsButton::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this](QMenu *target, const QString &title, const QJsonObject &body) {
        QAction *action = target->addAction(QString(title).replace(u'&', u"&&"_s));
        connect(action, &QAction::triggered, this, [this, body] { Q_EMIT chosen(body); });
    };
    for (const BuiltIn &view : m_builtIn)
        add(menu, view.title, view.body);
    if (!m_views.empty())
        menu->addSeparator();
    for (const SavedView &view : m_views)
        add(menu, view.isShared() ? tr("%1 (shared)").arg(view.name) : view.name, view.body);
    menu->addSeparator();
    connect(menu->addAction(tr("Save this view…")), &QAction::triggered, this, &SavedViewsButton::askAndSave);
    if (!m_views.empty()) {
        QMenu *removal = menu->addMenu(tr("Delete a view"));
        for (const SavedView &view : m_views) {
            QAction *action = removal->addAction(QString(view.name).replace(u'&', u"&&"_s));
            connect(action, &QAction::triggered, this, [this, view] { remove(view); });
        }
    }
    menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

void SavedViewsButton::askAndSave()
{
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save this view"));
    auto *name = new QLineEdit(dialog);
    name->setMinimumWidth(metrics::inspectorLeast);
    auto *shared = new QCheckBox(tr("&Share with everybody"), dialog);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), name);
    form->addRow(QString(), shared);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *keep = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    setButtonKind(keep, ButtonKind::Primary);
    keep->setEnabled(false);
    connect(name, &QLineEdit::textChanged, keep,
            [keep](const QString &text) { keep->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(dialog, &QDialog::accepted, this,
            [this, name, shared] { save(name->text().trimmed(), shared->isChecked()); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addLayout(form);
    layout->addWidget(buttons);
    dialog->open();
}

void SavedViewsButton::save(const QString &name, bool shared)
{
    const QJsonObject body = m_current ? m_current() : QJsonObject();
    m_workspace.start(
        this,
        [page = m_page, name, shared, body](workspace::Services &services, jobs::Progress &) -> Result<> {
            return storage::SavedViewsSql(services.session())
                .save({shared ? QString() : services.actor(), page, name, body});
        },
        [this, name](const Result<> &result) {
            if (!result)
                return Q_EMIT failed(result.error());
            reload();
            Q_EMIT saved(name);
        });
}

void SavedViewsButton::remove(const SavedView &view)
{
    m_workspace.start(
        this,
        [view](workspace::Services &services, jobs::Progress &) -> Result<> {
            return storage::SavedViewsSql(services.session()).remove(view.owner, view.page, view.name);
        },
        [this](const Result<> &result) {
            if (!result)
                return Q_EMIT failed(result.error());
            reload();
        });
}

} // namespace accord::ui
