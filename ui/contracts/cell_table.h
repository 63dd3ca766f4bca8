// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/contracts/field_spec.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QJsonArray>
#include <QtWidgets/QTableView>

namespace accord::ui {

class ContractDocument;

/// An array of objects of the document as rows of cells, with an empty row at the end to write on.
class CellModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    CellModel(ContractDocument &document, const QString &path, std::vector<CellColumn> columns, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    int writtenRows() const { return int(m_rows.size()); }
    /// Shows the array at another place.
    void setPath(const QString &path);
    /// Reads the document again.
    void reload();
    /// Removes the row if it is a written one.
    void removeRowAt(int row);
    /// Moves a written row by \a by places; \returns where it is then.
    int moveRowBy(int row, int by);
    /// Writes \a text, cells separated by tabs and rows by lines, from \a row and \a column on.
    void paste(int row, int column, const QString &text);

private:
    void write(int row, int column, const QString &text);
    void store();
    /// Takes over what somebody else wrote; the rows stay where they are if they are as many.
    void follow();

    ContractDocument &m_document;
    QString m_path;
    std::vector<CellColumn> m_columns;
    QJsonArray m_rows;
    bool m_storing = false;
};

/// The table itself: typing edits, Tab goes on to the next cell while editing and leaves the table otherwise, Ctrl+V
/// pastes from a spreadsheet, Delete removes the row, Alt+Up and Alt+Down move it.
class CellTable : public QTableView
{
    Q_OBJECT
public:
    CellTable(ContractDocument &document, const QString &path, const FieldSpec &spec, QWidget *parent = nullptr);
    CellModel &cells() { return *m_cells; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeHeight();

    CellModel *m_cells;
    std::vector<CellColumn> m_columns;
};

} // namespace accord::ui
