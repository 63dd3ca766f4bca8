// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtCore/QJsonObject>
#include <QtWidgets/QWidget>

class QBoxLayout;
class QTimer;

namespace accord::ui {

/// Keeps what is typed into a form within a second, so that a crash takes no more than that, and puts it back when the
/// form of the same record is opened again, with a notice that offers to start over. A dialog drops its draft when it
/// is accepted or rejected; any other form says so itself.
///
/// Nothing secret is kept: no field that hides what is typed, and no text as long as an IBAN stands in it. Numbers of
/// accounts are never among the fields.
class FormDraft : public QObject
{
    Q_OBJECT
public:
    struct Field
    {
        QString name; ///< stable: drafts are found by it
        /// A line, a text, a day, a check box or a choice.
        QWidget *editor;
    };

    /// Made when the fields show the record as it is; from then on they are watched.
    /// \param form    which form of which record: "billing_details/A-0001"
    /// \param fields  in the order in which they are put back
    /// \param owner   the form
    /// \param place   takes the notice; by default the layout of \a owner, which is a box then
    FormDraft(workspace::Workspace &workspace, const QString &form, const std::vector<Field> &fields, QWidget *owner,
              QBoxLayout *place = nullptr);
    /// What was typed in the last second is kept as well, unless it is finished.
    ~FormDraft() override;

    /// What was typed is saved, or not wanted any more; nothing is watched from now on.
    void finish();
    /// The same, but what is typed from now on is kept as a change of what the fields show now.
    void settle();
    /// Looks at the fields; to be called where one was changed without its signal.
    void typed();
    /// Sets the fields as they were before anything was typed.
    void startOver();
    /// What stands above the form; empty while nothing does.
    QString notice() const;

private:
    class Notice;
    struct Pen;

    void watch(const Field &field);
    void look();
    void restore(const QJsonObject &fields, const QDateTime &keptAt);
    void keep();
    void write(const QJsonObject &fields);
    QJsonObject changedFields() const;
    void hideNotice();
    Notice *shownNotice();

    workspace::Workspace &m_workspace;
    QString m_form;
    QWidget *m_owner;
    QBoxLayout *m_place;
    std::vector<Field> m_fields;
    QStringList m_base; ///< of each field, before anything was typed
    QJsonObject m_typed; ///< as the fields are now; they may be gone before this
    QJsonObject m_kept; ///< what is known to be stored
    std::shared_ptr<Pen> m_pen;
    QTimer *m_pause;
    QPointer<Notice> m_notice;
    bool m_isKnown = false; ///< it was looked for a draft
    bool m_isSetting = false;
    bool m_isFinished = false;
};

} // namespace accord::ui
