// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/attachments.h"
#include "core/workspace/workspace.h"
#include "ui/accounts/account_tab.h"
#include "ui/widgets/paged_table_model.h"

#include <memory>

class QPushButton;
class QTemporaryDir;

namespace accord::ui {

class StateView;
class TableView;

/// The files that are kept beside the account. Files are dropped here or chosen; Enter hands a copy of one to the
/// desktop, if its kind can only be looked at.
class AttachmentsTab : public AccountTab
{
    Q_OBJECT
public:
    AttachmentsTab(workspace::Workspace &workspace, const accounts::AccountId &account, QWidget *parent = nullptr);
    ~AttachmentsTab() override;

    void showSheet(const workspace::AccountSheet &sheet) override;
    void activate() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    void chooseFiles();
    void addFiles(const QStringList &paths);
    void open();
    void chooseTarget();
    void askToRemove();
    /// Why nothing can be done with the file that is chosen; empty when something can.
    QString reasonAgainst() const;

Q_SIGNALS:
    void said(const QString &sentence);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    using Model = PagedTableModel<storage::Attachment>;

    void load();
    void showButtons();
    /// Writes the chosen file to \a path, and does \a then.
    void saveTo(const QString &path, const std::function<void()> &then);
    void remove(const QUuid &id, const QString &name);
    QStringList readableFiles(const QList<QUrl> &urls) const;

    workspace::Workspace &m_workspace;
    accounts::AccountId m_account;
    jobs::Latest m_load;
    bool m_asked = false;
    Model *m_files;
    TableView *m_table;
    StateView *m_state;
    QPushButton *m_add;
    QPushButton *m_open;
    QPushButton *m_save;
    QPushButton *m_remove;
    std::unique_ptr<QTemporaryDir> m_shown; ///< copies that were handed to the desktop
};

/// "1.2 MiB", for people.
QString sizeInWords(qint64 bytes);

} // namespace accord::ui
