// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/coupons.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"
#include "ui/widgets/paged_table_model.h"

class QComboBox;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class Label;
class TableView;

/// The coupons of the price book: what they grant, how often they were taken up, new ones, and their end.
class CouponSection : public SettingsSection
{
    Q_OBJECT
public:
    explicit CouponSection(workspace::Workspace &workspace, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;

    TableView *table() const { return m_table; }
    /// The field of a new coupon by its name in a price book: "code", "percent", "valid_to", …
    QLineEdit *field(const QString &name) const { return m_fields.value(name); }
    void add();
    void endCurrent();
    QString note() const; ///< what is wrong; empty while nothing is

private:
    using Row = workspace::CouponStanding;
    using Act = std::function<Result<>(workspace::Services &)>;

    QWidget *buildForm();
    const Row *current() const;
    QJsonObject typed() const;
    void run(Act act, const QString &sentence);
    void say(const QString &problem);

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    PagedTableModel<Row> *m_coupons;
    TableView *m_table;
    Label *m_note;
    QHash<QString, QLineEdit *> m_fields;
    QComboBox *m_scope = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_end;
    QDate m_today;
};

} // namespace accord::ui
