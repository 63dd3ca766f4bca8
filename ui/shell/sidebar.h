// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace accord::ui {

class PageFactory;
class SidebarButton;
class Label;

/// The kinds of pages at the left, in groups; can be folded to icons.
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    explicit Sidebar(const PageFactory &pages, QWidget *parent = nullptr);
    void setCompany(const QString &name, const QString &note);
    void setCurrent(const QString &pageName);
    /// A number behind a page, such as approvals waiting; 0 shows none.
    void setCount(const QString &pageName, int count);
    bool isFolded() const { return m_folded; }
    void setFolded(bool folded);

Q_SIGNALS:
    void chosen(const QString &pageName);
    void foldedChanged(bool folded);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *m_companyBox;
    Label *m_company;
    Label *m_note;
    QVBoxLayout *m_items;
    QList<Label *> m_headings;
    QHash<QString, SidebarButton *> m_buttons;
    SidebarButton *m_fold;
    bool m_folded = false;
};

} // namespace accord::ui
