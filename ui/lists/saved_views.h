// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/storage/saved_views_sql.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QPushButton>

namespace accord::ui {

/// The button "View" of a list: built-in views, those that were saved, and keeping the present one.
class SavedViewsButton : public QPushButton
{
    Q_OBJECT
public:
    /// A view that is always there.
    struct BuiltIn
    {
        QString title;
        QJsonObject body;
    };

    /// \param page  the list that the views belong to: "accounts"
    SavedViewsButton(workspace::Workspace &workspace, const QString &page, QWidget *parent = nullptr);

    void setBuiltIn(std::vector<BuiltIn> views) { m_builtIn = std::move(views); }
    /// What \a current() says is kept when somebody saves the view.
    void setCurrent(std::function<QJsonObject()> current) { m_current = std::move(current); }
    /// Asks for the views again.
    void reload();
    const std::vector<storage::SavedView> &views() const { return m_views; }

public Q_SLOTS:
    void openMenu();
    /// Asks for a name and keeps what is shown.
    void askAndSave();
    void save(const QString &name, bool shared);

Q_SIGNALS:
    /// Somebody chose a view.
    void chosen(const QJsonObject &body);
    void saved(const QString &name);
    void failed(const accord::Error &error);

private:
    void remove(const storage::SavedView &view);

    workspace::Workspace &m_workspace;
    QString m_page;
    jobs::Latest m_load;
    std::vector<BuiltIn> m_builtIn;
    std::vector<storage::SavedView> m_views;
    std::function<QJsonObject()> m_current;
};

} // namespace accord::ui
