// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTableView>

namespace accord::ui {

class PagedTableModelBase;

/// The table of every list: rows of one height, whole rows selected, cells drawn by CellDelegate, Tab leaves the table,
/// a click on a header sorts by the typed key and one with Shift by a further one, the header's menu chooses columns.
class TableView : public QTableView
{
    Q_OBJECT
public:
    /// \param name  what a screen reader says
    explicit TableView(const QString &name, QWidget *parent = nullptr);

    void setPagedModel(PagedTableModelBase *model);
    PagedTableModelBase *pagedModel() const;
    /// The identifier of the current row; empty without one.
    QString currentId() const;
    QStringList selectedIds() const;
    /// Makes the row of \a id current as soon as it is loaded.
    void selectId(const QString &id);
    /// Keys of the columns shown, in order.
    QStringList shownColumns() const;
    void setShownColumns(const QStringList &keys);
    /// Makes the header show how the model sorts now.
    void showSort();
    /// The menu of columns, also at the header's right mouse button.
    void chooseColumns(const QPoint &position);
    void openColumnMenu() { chooseColumns(QPoint(0, 0)); }
    /// A menu of the columns that can be sorted by, for the keyboard. \a further: beside those that are sorted by now.
    void openSortMenu(bool further);
    /// Makes the first row current that is not a heading.
    void selectFirst();
    /// The selected rows (or all) as tab-separated text with a header line.
    QString asText() const;

Q_SIGNALS:
    /// Enter or double click.
    void opened(const QString &id);
    void currentIdChanged(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void keyboardSearch(const QString &search) override;
    bool event(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void applyTheme();
    void trySelect();
    void fillWidth();

    QString m_wanted;
    bool m_widthChosen = false; ///< someone drew a column wider or narrower
};

} // namespace accord::ui
