// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of each section of the contract page and of an amendment, light and dark, large and small.
//
//     accord_contract_screenshots DIRECTORY
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/contracts/amendment_page.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/contract_page.h"
#include "ui/contracts/contract_pages.h"
#include "ui/contracts/contract_sections.h"
#include "ui/contracts/list_section.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>

using namespace accord;
using namespace accord::ui;

namespace {

constexpr int settleMilliseconds = 450; // workers answer, charts are drawn

QJsonObject unitPrice(const QString &price)
{
    return {{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, price}};
}

/// Much of what a person can enter, and some of what can be wrong.
void write(ContractDocument &document)
{
    document.set(u"items[0].ramp"_s, QJsonArray{QJsonObject{{u"from"_s, u"2025-07-01"_s}, {u"quantity"_s, u"2"_s}},
                                                QJsonObject{{u"from"_s, u"2026-01-01"_s},
                                                            {u"price"_s, unitPrice(u"550.00"_s)},
                                                            {u"discount_percent"_s, u"10"_s}},
                                                QJsonObject{{u"from"_s, u"2039-07-01"_s}, {u"quantity"_s, u"3"_s}}});
    document.set(u"items[0].escalation"_s, QJsonObject{{u"kind"_s, u"percent"_s}, {u"percent"_s, u"3.5"_s}});
    document.set(u"commitments"_s, QJsonArray{QJsonObject{{u"key"_s, u"floor"_s},
                                                          {u"description"_s, u"Minimum spend of a year"_s},
                                                          {u"amount"_s, u"900000"_s},
                                                          {u"months"_s, 12},
                                                          {u"items"_s, QJsonArray{u"base"_s}}}});
    document.set(u"prepaid_credits"_s, QJsonArray{QJsonObject{{u"name"_s, u"Migration credit"_s},
                                                              {u"amount"_s, u"25000.00"_s},
                                                              {u"priority"_s, 1},
                                                              {u"expires_on"_s, u"2026-07-01"_s},
                                                              {u"items"_s, QJsonArray{u"base"_s}}}});
    document.set(
        u"instalments"_s,
        QJsonObject{
            {u"basis"_s, u"percent"_s},
            {u"parts"_s,
             QJsonArray{QJsonObject{{u"name"_s, u"On receipt"_s}, {u"days"_s, 0}, {u"percent"_s, u"40"_s}},
                        QJsonObject{{u"name"_s, u"After the go-live"_s},
                                    {u"milestone"_s, u"go-live"_s},
                                    {u"percent"_s, u"35"_s}},
                        QJsonObject{{u"name"_s, u"Rest"_s}, {u"due"_s, u"2026-09-30"_s}, {u"percent"_s, u"20"_s}}}}});
    document.set(
        u"service_credits"_s,
        QJsonObject{{u"uptime"_s, QJsonArray{QJsonObject{{u"below"_s, u"99.9"_s}, {u"credit_percent"_s, u"5"_s}},
                                             QJsonObject{{u"below"_s, u"99.0"_s}, {u"credit_percent"_s, u"10"_s}}}},
                    {u"responses"_s,
                     QJsonArray{QJsonObject{
                         {u"name"_s, u"First answer"_s}, {u"credit_amount"_s, u"250.00"_s}, {u"allowed"_s, 2}}}},
                    {u"cap_percent"_s, u"15"_s}});
    document.set(u"items[0].obligation"_s, QJsonObject{{u"pattern"_s, u"even_months"_s}});
    document.set(u"location_services"_s,
                 QJsonArray{QJsonObject{{u"location"_s, u"NW-01"_s}, {u"end"_s, u"2026-06-11"_s}},
                            QJsonObject{{u"location"_s, u"NW-01"_s}, {u"start"_s, u"2026-08-01"_s}}});
    document.set(u"discounts[1]"_s, QJsonObject{{u"name"_s, u"Spring"_s},
                                                {u"basis"_s, u"percent"_s},
                                                {u"scope"_s, u"everything"_s},
                                                {u"percent"_s, u"20"_s},
                                                {u"start"_s, u"2026-03-01"_s},
                                                {u"end"_s, u"2026-06-01"_s},
                                                {u"coupon"_s, u"SPRING-26"_s}});
    document.set(u"shares"_s, QJsonArray{QJsonObject{{u"entity"_s, u"Northwind Clinics"_s}, {u"percent"_s, u"60"_s}},
                                         QJsonObject{{u"entity"_s, u"Clinics North"_s},
                                                     {u"percent"_s, u"30"_s},
                                                     {u"budget_cap"_s, u"5000.00"_s}}});
    document.start(document.json()); // as a person finds it again
}

class Camera
{
public:
    Camera(test::Company &company, const QDir &target)
        : m_target(target)
        , m_host(pagesOf(company.workspace()))
        , m_contract(company.as(u"operator"_s)->contracts().findByNumber(u"NW-2025"_s)->id.toString())
    { }

    void shootAll(Appearance appearance, const QString &suffix)
    {
        m_host.theme().setAppearance(appearance);
        m_suffix = suffix;
        m_host.window().resize(1440, 900);
        open(u"contract/"_s + m_contract);
        auto *page = qobject_cast<ContractPage *>(m_host.window().currentPage());
        write(page->document());
        const QString names[]{u"terms"_s,   u"items"_s,   u"discounts"_s,  u"commitments"_s, u"prepaid"_s,
                              u"payment"_s, u"service"_s, u"signatures"_s, u"locations"_s};
        for (int i = 0; i < int(std::size(names)); ++i) {
            QTest::keyClick(page, Qt::Key(Qt::Key_1 + i), Qt::ControlModifier);
            shoot(u"contract-"_s + names[i]);
        }
        page->sections()->open(0);
        m_host.window().resize(1280, 1500); // down to the last of the terms
        shoot(u"contract-terms-all"_s);
        m_host.window().resize(1440, 900);
        shootItems(page);
        m_host.window().resize(1024, 640);
        QTest::keyClick(page, Qt::Key_2, Qt::ControlModifier);
        shoot(u"contract-small"_s);
        m_host.window().resize(1440, 900);
        shootAmendment();
        open(u"contract/new"_s);
        shoot(u"contract-account"_s);
        open(u"contract/new/A-0006"_s);
        shoot(u"contract-new"_s);
    }

private:
    static PageFactory pagesOf(workspace::Workspace &workspace)
    {
        PageFactory pages;
        addContractPages(pages, workspace);
        return pages;
    }
    void open(const QString &address)
    {
        m_host.freshTab(address);
        QTest::qWait(settleMilliseconds);
    }
    void shoot(const QString &name)
    {
        QTest::qWait(settleMilliseconds);
        m_host.window().grab().save(m_target.filePath(u"%1-%2.png"_s.arg(name, m_suffix)));
    }
    void shootItems(ContractPage *page)
    {
        QTest::keyClick(page, Qt::Key_2, Qt::ControlModifier);
        page->document().set(u"items[0].price.unit_price"_s, u"6oo"_s);
        QTest::keyClick(page, Qt::Key_F8);
        shoot(u"contract-error"_s);
        page->document().undo();
        QTest::keyClick(page, Qt::Key_2, Qt::ControlModifier);
        for (int i = 0; i < 2; ++i) {
            QTest::keyClick(m_host.window().focusWidget(), Qt::Key_Down);
            shoot(u"contract-item-%1"_s.arg(i + 2));
        }
        QTest::keyClick(m_host.window().focusWidget(), Qt::Key_Home);
        for (int i = 0; i < 40; ++i) // down to the ramp
            QTest::keyClick(m_host.window().focusWidget(), Qt::Key_Tab);
        shoot(u"contract-ramp"_s);
    }
    void shootAmendment()
    {
        open(u"amendment/"_s + m_contract);
        auto *page = qobject_cast<AmendmentPage *>(m_host.window().currentPage());
        shoot(u"amendment-empty"_s);
        page->document().start({{u"from"_s, u"2026-05-01"_s},
                                {u"reason"_s, u"Upgrade of the platform"_s},
                                {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, u"price"_s},
                                                                      {u"item"_s, u"base"_s},
                                                                      {u"price"_s, unitPrice(u"900.00"_s)}}}}});
        QTest::qWait(settleMilliseconds);
        shoot(u"amendment"_s);
        page->document().start(
            {{u"from"_s, u"2026-07-17"_s},
             {u"reason"_s, u"One clinic closes, and the term is renewed"_s},
             {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, u"close_location"_s}, {u"location"_s, u"NW-01"_s}},
                                       QJsonObject{{u"kind"_s, u"blend"_s},
                                                   {u"item"_s, u"base"_s},
                                                   {u"unit_price"_s, u"520.00"_s},
                                                   {u"end"_s, u"2028-09-01"_s}}}}});
        QTest::qWait(settleMilliseconds);
        shoot(u"amendment-location"_s);
        page->changes()->setCurrent(1);
        shoot(u"amendment-blend"_s);
        m_host.window().resize(1280, 800);
        shoot(u"amendment-blend-1280"_s);
        m_host.window().resize(1440, 900);
    }

    QDir m_target;
    test::PageHost m_host;
    QString m_contract;
    QString m_suffix;
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QDir target(application.arguments().value(1, u"."_s));
    target.mkpath(u"."_s);
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        test::Company company;
        if (!company.workspace().setActor(u"operator"_s))
            return 1;
        Camera(company, target).shootAll(appearance, appearance == Appearance::Light ? u"light"_s : u"dark"_s);
    }
    return 0;
}
