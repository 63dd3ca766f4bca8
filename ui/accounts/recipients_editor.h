// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/document_recipients_sql.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace accord::ui {

/// Who gets documents of an account, a line for each: as what, where, and which documents.
class RecipientsEditor : public QWidget
{
    Q_OBJECT
public:
    explicit RecipientsEditor(QWidget *parent = nullptr);

    void setRecipients(const std::vector<storage::DocumentRecipient> &recipients);
    /// Lines without an address are left out.
    std::vector<storage::DocumentRecipient> recipients() const;

    int count() const { return int(m_rows.size()); }
    QLineEdit *address(int row) const { return m_rows.at(size_t(row)).address; }
    QComboBox *role(int row) const { return m_rows.at(size_t(row)).role; }
    QPushButton *kinds(int row) const { return m_rows.at(size_t(row)).kinds; }
    QPushButton *addButton() const { return m_add; }

private:
    struct Row
    {
        QWidget *line = nullptr;
        QComboBox *role = nullptr;
        QLineEdit *address = nullptr;
        QPushButton *kinds = nullptr; ///< with a menu of them
    };

    void add(const storage::DocumentRecipient &recipient);
    void remove(QWidget *line);

    std::vector<Row> m_rows;
    QVBoxLayout *m_lines;
    QPushButton *m_add;
};

/// "to", "copy to", "portal".
QString recipientRoleInWords(const QString &role);

} // namespace accord::ui
