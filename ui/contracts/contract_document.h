// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>

#include <vector>

namespace accord::ui {

/// The contract that is being written, as the document it will be stored as. Fields, lists and tables read and write
/// places of it; a step back is the document as it was.
class ContractDocument : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    const QJsonObject &json() const { return m_json; }
    /// Begins anew with \a json: nothing to undo.
    void start(const QJsonObject &json);
    QJsonValue value(const QString &path) const;
    QString text(const QString &path) const;
    /// Writes \a value, or removes what is at \a path when it is undefined. Changes of the same field one after another
    /// are one step to undo.
    void set(const QString &path, const QJsonValue &value);
    bool canUndo() const { return !m_past.empty(); }
    bool canRedo() const { return !m_future.empty(); }
    void undo();
    void redo();

Q_SIGNALS:
    /// Something at \a path or within it is different.
    void changed(const QString &path);
    /// The whole document is another one: everything shown must be read again.
    void replaced();

private:
    QJsonObject m_json;
    std::vector<QJsonObject> m_past;
    std::vector<QJsonObject> m_future;
    QString m_lastPath;
};

} // namespace accord::ui
