// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QFrame>

#include <functional>
#include <vector>

class QLineEdit;
class QListView;
class QStandardItemModel;

namespace accord::ui {

/// One line of the palette.
struct PaletteEntry
{
    QString group; ///< heading: "Actions", "Records", ...
    QString title;
    QString detail = {}; ///< quieter, behind the title; also searched
    QString icon = {};
    QString keys = {};
    QString reason = {}; ///< why it cannot be chosen now
    std::function<void()> run = {};
};

/// How well \a text answers \a query: 0 not at all, higher is better. Every word of the query must be found, as the
/// start of a word, inside one, or with one letter wrong.
int matchScore(const QString &query, const QString &text);

/// The overlay of Ctrl+K: commands, views and records in one ranked list. `>` commands only, `#` records by number, `?`
/// help.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    using Search = std::function<void(const QString &query, std::function<void(std::vector<PaletteEntry>)> answer)>;

    explicit CommandPalette(QWidget *window);
    /// Opens with what can be chosen now. \a records is asked for every query, with its `#`, and may answer later; what
    /// it finds is expected group by group.
    void open(std::vector<PaletteEntry> entries, Search records, const QString &query = {});
    void dismiss();
    QLineEdit *field() const { return m_field; }
    /// Titles of the lines shown, headings left out.
    QStringList shownTitles() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void update(const QString &query);
    void fill(const QString &query, const std::vector<PaletteEntry> &records);
    void run(int row);
    void move(int step);
    void place();

    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_model;
    std::vector<PaletteEntry> m_entries;
    std::vector<PaletteEntry> m_shown; ///< parallel to the rows; headings have no run
    Search m_records;
    quint64 m_generation = 0;
    QPointer<QWidget> m_focusBefore;
};

} // namespace accord::ui
