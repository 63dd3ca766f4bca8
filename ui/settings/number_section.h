// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/number_series_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class TableView;

/// The series of document numbers: which number comes next, where a series begins after a cut-over, and numbers that
/// are given elsewhere.
class NumberSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit NumberSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    TableView *table() const { return m_table; }
    QLineEdit *first() const { return m_first; }
    QLineEdit *last() const { return m_last; }
    QLineEdit *reason() const { return m_reason; }
    QLineEdit *year() const { return m_year; }
    QString note() const; ///< what is wrong; empty while nothing is
    /// Lets the chosen series begin with the first number.
    void begin();
    /// Keeps the numbers from first to last from being given.
    void reserve();

private:
    using Row = workspace::SeriesSheet;
    using Act = std::function<Result<>(workspace::NumberSeriesDesk &)>;

    QWidget *buildForm();
    void showCurrent();
    void run(Act act, const QString &sentence);
    const Row *current() const;
    /// The whole number in \a field; none, with a note, where it is none.
    std::optional<qint64> numberIn(const QLineEdit *field);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    PagedTableModel<Row> *m_series;
    TableView *m_table;
    Label *m_name = nullptr;
    Label *m_note = nullptr;
    QLineEdit *m_year = nullptr;
    QLineEdit *m_first = nullptr;
    QLineEdit *m_last = nullptr;
    QLineEdit *m_reason = nullptr;
    QPushButton *m_begin = nullptr;
    QPushButton *m_reserve = nullptr;
    std::optional<Error> m_refusal;
    QString m_shown; ///< the series whose year was proposed
};

} // namespace accord::ui
