// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/meter_use_sql.h"
#include "core/storage/usage_codes_sql.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

class ActRights;
class AskedActs;
class FieldDialog;
class StateView;
class TableView;

/// What usage is measured in: unit, how a period adds up, which contracts price it, when it was read last. Below it the
/// codes of usage files that somebody said what they stand for.
class MetersPage : public Page
{
    Q_OBJECT
public:
    explicit MetersPage(workspace::Workspace &workspace, QWidget *parent = nullptr);

    QString title() const override { return tr("Meters"); }
    std::vector<Command> commands() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

    TableView *meters() const { return m_meters; }
    TableView *codes() const { return m_codes; }
    /// The dialog that is open; null: none.
    FieldDialog *dialog() const;

private:
    using MeterModel = PagedTableModel<storage::MeterUse>;
    using CodeModel = PagedTableModel<storage::UsageCodeRow>;

    void buildLayout();
    void buildSources();
    void add();
    void change();
    void takeBack();
    QString reasonAgainstChange() const;
    QString reasonAgainstTakingBack() const;

    workspace::Workspace &m_workspace;
    jobs::Latest m_listing;
    jobs::Latest m_mapped;
    ActRights *m_rights;
    AskedActs *m_acts;
    MeterModel *m_meterModel;
    CodeModel *m_codeModel;
    TableView *m_meters;
    StateView *m_meterState;
    TableView *m_codes;
    StateView *m_codeState;
};

} // namespace accord::ui
