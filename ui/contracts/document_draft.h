// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

#include <QtCore/QJsonObject>
#include <QtCore/QObject>

class QTimer;

namespace accord::ui {

class ContractDocument;

/// Keeps what is written into a document as a draft of its writer, within a second of each key, until it is saved or
/// discarded.
class DocumentDraft : public QObject
{
    Q_OBJECT
public:
    /// \param document   outlives this
    /// \param reference  under which workspace::ContractDesk knows the draft
    DocumentDraft(workspace::Workspace &workspace, ContractDocument &document, const QString &reference);
    /// What was typed in the last second is kept as well.
    ~DocumentDraft() override;

    /// Shows \a draft, or \a base where there is none, from which on changes are kept. \returns whether something that
    /// was written before is shown.
    bool begin(const QJsonObject &base, const std::optional<QJsonObject> &draft);
    bool isStarted() const { return m_isStarted; }
    /// Something is written that was not saved.
    bool isDraft() const;
    /// What is written is stored as a draft.
    bool isKept() const;
    /// Nothing is stored while the document itself is being saved.
    void hold();
    /// It could not be saved: it is a draft as before.
    void release();
    /// It is saved, and its draft is gone with that.
    void settle();
    void discard();

Q_SIGNALS:
    void kept();
    void failed(const QString &sentence);

private:
    void documentChanged();
    void keep();

    workspace::Workspace &m_workspace;
    ContractDocument &m_document;
    QString m_reference;
    QJsonObject m_base; ///< the document before anything was written
    QJsonObject m_kept; ///< as it was stored last
    QTimer *m_pause;
    bool m_isStarted = false;
    bool m_isHeld = false;
};

} // namespace accord::ui
