// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sample/sample_company.h"

#include "core/storage/unfinished_workspace.h"
#include "core/storage/postgresql_address.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/sample/sample_parts.h"

#include <QtCore/QFile>

namespace accord::workspace {

namespace sample {

Result<QByteArray> readResource(const QString &path)
{
    QFile file(u":/accord/"_s + path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"workspace.resource_missing"_s, {{u"name"_s, path}});
    return file.readAll();
}

} // namespace sample

namespace {

const Period firstMonth = Period::monthOf(QDate(2024, 1, 1));

/// Services for one of the sample's people; all of them share the clock and the ids.
class People
{
public:
    People(const QString &path, std::shared_ptr<FixedClock> clock, std::shared_ptr<const ReferenceData> reference)
        : m_path(path)
        , m_clock(std::move(clock))
        , m_ids(std::make_shared<IdSource>(*m_clock, 20260630))
        , m_reference(std::move(reference))
    { }

    Result<std::unique_ptr<Services>> as(const QString &user)
    {
        auto session = storage::openCheckedWorkspace(m_path, storage::Access::ReadWrite);
        if (!session)
            return passOn(session);
        return std::make_unique<Services>(std::move(*session), m_clock, m_ids, m_reference, user);
    }

private:
    QString m_path;
    std::shared_ptr<FixedClock> m_clock;
    std::shared_ptr<IdSource> m_ids;
    std::shared_ptr<const ReferenceData> m_reference;
};

Result<> live(Services &operatorDesk, Services &approver, Services &controller, Services &admin, FixedClock &clock,
              jobs::Progress &progress)
{
    if (const auto made = sample::makeSeller(operatorDesk, approver); !made)
        return made;
    const auto customers = sample::makeCustomers(operatorDesk);
    if (!customers)
        return passOn(customers);
    if (const auto agreed = ExemptionDesk(controller).agree(u"A-0114"_s, u"CA-EX-20417"_s); !agreed)
        return passOn(agreed);
    std::mt19937 random(20240701); // the standard fixes its numbers for every machine
    const Period lastMonth = Period::monthOf(sampleToday());
    progress.setTotal(30);
    for (Period month = firstMonth; !(lastMonth < month); month = Period::monthOf(month.end)) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        clock.moveTo(month.lastDay());
        if (const auto amended = sample::amendContracts(operatorDesk, month); !amended)
            return amended;
        if (const auto imported = sample::importUsage(operatorDesk, *customers, month, random); !imported)
            return imported;
        if (month < lastMonth) {
            const bool isLast = month.end == lastMonth.start;
            if (const auto billed = sample::billMonth(operatorDesk, approver, month, isLast); !billed)
                return billed;
        }
        progress.advance();
    }
    if (const auto received = sample::receivePayments(operatorDesk, *customers, sampleToday(), random); !received)
        return received;
    if (const auto planned = sample::makeBudgets(operatorDesk, sampleToday().year()); !planned)
        return planned;
    return sample::makePolicy(admin, controller);
}

} // namespace

namespace {

Result<> makeAt(const QString &path, jobs::Progress &progress)
{
    auto clock = std::make_shared<FixedClock>(firstMonth.start);
    auto session = storage::createWorkspace(path, *clock);
    if (!session)
        return passOn(session);
    session->reset();
    const auto reference = ReferenceData::load();
    if (!reference)
        return passOn(reference);
    Result<> lived;
    {
        People people(path, clock, *reference);
        auto operatorDesk = people.as(u"operator"_s);
        if (!operatorDesk)
            return passOn(operatorDesk);
        auto approver = people.as(u"approver"_s);
        if (!approver)
            return passOn(approver);
        auto controller = people.as(u"controller"_s);
        if (!controller)
            return passOn(controller);
        auto admin = people.as(u"admin"_s);
        if (!admin)
            return passOn(admin);
        lived = live(**operatorDesk, **approver, **controller, **admin, *clock, progress);
    }
    return lived;
}

} // namespace

Result<> createSampleCompany(const QString &path, jobs::Progress &progress)
{
    const auto place = storage::placeToMake(path);
    if (!place)
        return passOn(place);
    auto made = makeAt(*place, progress);
    if (made)
        made = storage::putInPlace(*place, path);
    if (!made)
        storage::discardWorkspace(*place); // half a company is none
    return made;
}

} // namespace accord::workspace
