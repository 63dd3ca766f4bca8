// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "ui/contracts/field_spec.h"

#include <QtWidgets/QWidget>

class QListWidget;
class QPushButton;

#include <functional>

namespace accord::ui {

class ContractDocument;
class FieldForm;
class Label;

/// What a list of the document is made of.
struct ListSpec
{
    QString path; ///< "items"
    QString name; ///< "Items", for a screen reader
    QString hint; ///< shown while there is none
    std::function<QString(const QJsonObject &)> titleOf;
    std::function<QJsonObject(const QJsonArray &)> fresh; ///< a new element beside those there are
    std::vector<FieldSpec> fields;
};

/// A list of the document and the form of the element chosen in it. Insert adds, Ctrl+D duplicates, Delete removes,
/// Alt+Up and Alt+Down move.
class ListSection : public QWidget
{
    Q_OBJECT
public:
    ListSection(ContractDocument &document, ListSpec spec, QWidget *parent = nullptr);

    FieldForm *form() const { return m_form; }
    QListWidget *list() const { return m_list; }
    int current() const;
    void setCurrent(int row);
    void showFindings(const std::vector<contracts::Finding> &findings);
    /// Puts \a widget under the form.
    void addBelow(QWidget *widget);

public Q_SLOTS:
    void add();
    void duplicate();
    void remove();
    void move(int by);

Q_SIGNALS:
    void currentChanged(int row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPushButton *button(const QString &title, const QString &keys);
    QPushButton *arrow(const QString &icon, const QString &title, const QString &keys);
    void reload(int current);
    void refreshTitles();
    void showCurrent();
    void insert(int at, const QJsonObject &element);

    ContractDocument &m_document;
    ListSpec m_spec;
    std::vector<contracts::Finding> m_findings; ///< of the whole document
    QListWidget *m_list;
    FieldForm *m_form;
    Label *m_hint;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_up;
    QPushButton *m_down;
};

} // namespace accord::ui
