// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/machine_list.h"

#include "core/workspace/permit.h"
#include "ui/style/metrics.h"
#include "ui/sync/sync_words.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using storage::SyncedDevice;

namespace {

QString nameOf(const SyncedDevice &device)
{
    return device.machine.isEmpty() ? MachineList::tr("a machine without a name") : device.machine;
}

} // namespace

MachineList::MachineList(workspace::Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_machines(new Model(
          {Model::Column{{u"machine"_s, tr("Machine"), 140, Qt::AlignLeft, false, true}, nameOf},
           Model::Column{{u"person"_s, tr("Person"), 100, Qt::AlignLeft, false},
                         [](const SyncedDevice &device) { return device.person; }},
           Model::Column{{u"last"_s, tr("Last contact"), 150, Qt::AlignLeft, false},
                         [](const SyncedDevice &device) {
                             return device.lastAt.isValid() ? QVariant(instantText(device.lastAt)) : QVariant();
                         }},
           Model::Column{{u"behind"_s, tr("Not read yet"), 104, Qt::AlignRight, false},
                         [](const SyncedDevice &device) { return device.behind; }},
           Model::Column{{u"changes"_s, tr("Sent"), 60, Qt::AlignRight, false},
                         [](const SyncedDevice &device) { return device.changes; }},
           Model::Column{{u"state"_s, tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                         [this](const SyncedDevice &device) { return QVariant::fromValue(badgeOf(device, m_now)); }},
           Model::Column{{u"reason"_s, tr("Why it was taken off"), 190, Qt::AlignLeft, false},
                         [](const SyncedDevice &device) {
                             return device.isRevoked ? QVariant(tr("%1 (%2)").arg(device.reason, device.revokedBy))
                                                     : QVariant();
                         }}},
          [](const SyncedDevice &device) { return device.id.toString(QUuid::WithoutBraces); }, this))
    , m_table(new TableView(tr("Machines"), this))
    , m_state(new StateView(m_table, this))
    , m_takeOff(new QPushButton(tr("Take off…"), this))
{
    m_table->setPagedModel(m_machines);
    m_state->follow(m_machines, [](StateView &view) {
        view.showEmpty(tr("Nobody works on a copy of this workspace."), u"monitor"_s)
            ->setSentence(tr("Nobody works on a copy of this workspace."),
                          tr("A copy is made on the machine of a person: accordctl sync start."));
    });
    auto *head = new QHBoxLayout;
    head->addWidget(new Label(tr("Machines"), TextRole::Title, Token::Text, this));
    head->addStretch();
    head->addWidget(m_takeOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, metrics::inset);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(head);
    layout->addWidget(m_state, 1);
    const auto showButton = [this] { m_takeOff->setEnabled(reasonAgainst().isEmpty()); };
    connect(m_table, &TableView::currentIdChanged, this, showButton);
    connect(m_machines, &PagedTableModelBase::loaded, this, showButton);
    connect(m_takeOff, &QPushButton::clicked, this, &MachineList::askToTakeOff);
    showButton();
}

void MachineList::showMachines(const std::vector<SyncedDevice> &devices, const QDateTime &now)
{
    m_now = now;
    const QString current = m_table->currentId();
    showRows(m_machines, devices);
    m_table->selectId(current);
}

QString MachineList::reasonAgainst() const
{
    const SyncedDevice *device = m_machines->rowAt(m_table->currentIndex());
    if (!device)
        return tr("No machine is chosen.");
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return device->isRevoked ? tr("It was taken off already.") : QString();
}

void MachineList::askToTakeOff()
{
    if (!reasonAgainst().isEmpty())
        return;
    const SyncedDevice *device = m_machines->rowAt(m_table->currentIndex());
    auto *dialog = new QInputDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Take off %1 of %2").arg(nameOf(*device), device->person));
    dialog->setLabelText(
        tr("At its next contact the copy is closed for good, and what waits there is not taken. Why?"));
    dialog->setOkButtonText(tr("Take off"));
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id = device->id, name = nameOf(*device)](const QString &reason) { takeOff(id, name, reason); });
    dialog->open();
}

void MachineList::takeOff(const QUuid &device, const QString &name, const QString &reason)
{
    m_workspace.start(
        this,
        [device, reason](workspace::Services &services, jobs::Progress &) {
            return workspace::SyncDesk(services).revoke(device, reason);
        },
        [this, name](const Result<> &done) {
            if (!done)
                Q_EMIT failed(done.error());
            else
                Q_EMIT said(tr("%1 is taken off.").arg(name));
            m_workspace.announceChange();
        });
}

} // namespace accord::ui
