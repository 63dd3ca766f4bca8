// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "core/contracts/findings.h"

#include <QtWidgets/QWidget>

class QListWidget;
class QStackedWidget;

#include <vector>

namespace accord::ui {

class Card;
class ContractDocument;
class FieldForm;
class ListSection;

/// The sections of a contract at the left, and the one that is chosen.
class ContractSections : public QWidget
{
    Q_OBJECT
public:
    ContractSections(ContractDocument &document, const std::vector<catalog::Meter> &meters, bool isNew,
                     QWidget *parent = nullptr);

    int count() const;
    int current() const;
    QString titleOf(int section) const;
    /// Shows a section and gives the focus to its first field or list.
    void open(int section);
    ListSection *items() const { return m_items; }
    /// Key of the item that is chosen.
    QString currentItem() const;
    void showFindings(const std::vector<contracts::Finding> &findings);
    /// Shows the field that \a path lies in.
    void goTo(const QString &path);

Q_SIGNALS:
    void itemChosen(const QString &key);

private:
    struct Section
    {
        QString title;
        QStringList paths; ///< first names of what belongs to it
        FieldForm *form = nullptr;
        ListSection *list = nullptr;
    };

    void add(Section section, QWidget *content);
    void buildStepPrice();
    void showStepPrice();
    size_t sectionOf(const QString &path) const;

    ContractDocument &m_document;
    QListWidget *m_names;
    QStackedWidget *m_stack;
    std::vector<Section> m_sections;
    ListSection *m_items = nullptr;
    Card *m_stepCard = nullptr;
    FieldForm *m_step = nullptr;
};

} // namespace accord::ui
