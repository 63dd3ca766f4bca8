// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMap>
#include <QtWidgets/QWidget>

#include <vector>

class QBoxLayout;
class QLineEdit;
class QPushButton;

namespace accord::ui {

/// A filter that can be put on: a group of which one choice holds at a time.
struct FilterChoice
{
    QString group; ///< stable key: "status"
    QString groupTitle; ///< "Status"
    QString value; ///< stable: "overdue"
    QString title; ///< "Overdue"
};

/// A field to filter by typing, and the filters in force as chips that can be taken off.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(const QString &placeholder, QWidget *parent = nullptr);

    void setChoices(std::vector<FilterChoice> choices);
    QString text() const;
    void setText(const QString &text);
    /// The choice in force per group.
    const QMap<QString, QString> &filters() const { return m_filters; }
    void setFilters(const QMap<QString, QString> &filters);
    bool isActive() const;
    /// The filters in words: "Overdue, EMEA".
    QString inWords() const;
    void clear();
    QLineEdit *field() const { return m_field; }
    /// Puts \a widget at the right end.
    void addRight(QWidget *widget);

Q_SIGNALS:
    /// Text or filters changed; typing is gathered for a moment.
    void changed();

private:
    void rebuildChips();
    void openMenu();
    void setFilter(const QString &group, const QString &value);

    QLineEdit *m_field;
    QBoxLayout *m_chips;
    QBoxLayout *m_right;
    QPushButton *m_add;
    std::vector<FilterChoice> m_choices;
    QMap<QString, QString> m_filters;
};

} // namespace accord::ui
