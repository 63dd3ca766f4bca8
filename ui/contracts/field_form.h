// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "ui/contracts/field_spec.h"

#include <QtWidgets/QWidget>

class QFormLayout;
class QVBoxLayout;

namespace accord::ui {

class CellTable;
class ContractDocument;
class Label;

/// A form over a place of the document. What is worth saying about a field stands under it.
class FieldForm : public QWidget
{
    Q_OBJECT
public:
    FieldForm(ContractDocument &document, std::vector<FieldSpec> fields, QWidget *parent = nullptr);

    /// Shows the object at \a base: "items[2]"; empty: the document itself.
    void setBase(const QString &base);
    const QString &base() const { return m_base; }
    /// Puts \a findings under their fields; those of the place that belong to no field stand above the first one.
    void showFindings(const std::vector<contracts::Finding> &findings);
    CellTable *table(const QString &path) const;
    /// The editor of the field \a path that is shown.
    QWidget *editor(const QString &path) const;
    QWidget *firstEditor() const;
    /// Gives the focus to the field that \a path of the document lies in.
    bool focusField(const QString &path);

private:
    struct Row
    {
        FieldSpec spec;
        QWidget *holder = nullptr; ///< editor and note
        QWidget *editor = nullptr;
        Label *note = nullptr;
        bool isShown = true;
    };

    void addRow(FieldSpec spec);
    QWidget *makeEditor(const FieldSpec &spec);
    QWidget *makeLine(const FieldSpec &spec);
    QWidget *makeArea(const FieldSpec &spec);
    QWidget *makeChoice(const FieldSpec &spec);
    QWidget *makeSpin(const FieldSpec &spec);
    QWidget *makeBox(const FieldSpec &spec);
    void reload();
    void fill(const Row &row);
    void showWanted();
    bool isWanted(const FieldSpec &spec) const;
    void write(const FieldSpec &spec, const QJsonValue &value);
    QString pathOf(const QString &path) const;

    ContractDocument &m_document;
    QString m_base;
    std::vector<Row> m_rows;
    QFormLayout *m_form;
    Label *m_general;
    bool m_filling = false;
};

} // namespace accord::ui
