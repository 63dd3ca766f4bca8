// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/console/deep_links.h"

#include "ui/errors/error_words.h"
#include "ui/shell/deep_link.h"
#include "ui/shell/main_window.h"

#include <QtCore/QSettings>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

namespace accord::ui {

namespace {

QString keyOf(const QUuid &company)
{
    return u"companies/"_s + company.toString(QUuid::WithoutBraces);
}

} // namespace

DeepLinks::DeepLinks(MainWindow &window, QSettings &settings, const QString &place)
    : QObject(&window)
    , m_window(window)
    , m_settings(settings)
    , m_place(place)
{
    m_window.addCommand({u"link.copy"_s,
                         tr("Copy a link to what is shown"),
                         u"copy"_s,
                         {QKeySequence(u"Ctrl+Shift+L"_s)},
                         CommandScope::Global,
                         tr("Go"),
                         [this] { copy(); },
                         [this] { return m_company.isNull() ? tr("The company is still being read.") : QString(); }});
}

void DeepLinks::setCompany(const QUuid &company)
{
    if (company.isNull() || company == m_company)
        return;
    m_company = company;
    m_settings.setValue(keyOf(company), m_place);
    for (const QString &text : std::exchange(m_waiting, {}))
        follow(text);
}

QString DeepLinks::toShown() const
{
    const Page *page = m_window.currentPage();
    if (m_company.isNull() || !page)
        return {};
    return DeepLink{m_company, m_window.currentAddress(), page->state()}.text();
}

void DeepLinks::copy()
{
    QGuiApplication::clipboard()->setText(toShown());
    m_window.toasts().post(
        {tr("The link is on the clipboard. Whoever may see this page opens it with Accord."), Tone::Good});
}

void DeepLinks::follow(const QString &text)
{
    if (m_company.isNull()) {
        m_waiting << text;
        return;
    }
    const auto link = DeepLink::fromText(text);
    Error problem;
    if (!link)
        problem = link.error();
    else if (link->company != m_company)
        problem = {ErrorKind::NotFound, u"link.other_company"_s, {}, {}};
    else if (!m_window.openAt(link->address, link->state))
        problem = {ErrorKind::NotFound, u"link.page_unknown"_s, {{u"page"_s, link->address.section(u'/', 0, 0)}}, {}};
    else
        return;
    m_window.toasts().post({inWords(problem).paragraph(), Tone::Bad});
}

std::vector<PaletteEntry> DeepLinks::entriesFor(const QString &query)
{
    if (!DeepLink::isLink(query))
        return {};
    const auto link = DeepLink::fromText(query);
    const QString about = link ? link->address : inWords(link.error()).paragraph();
    return {{tr("Links"), tr("Open the link"), about, u"arrow-right"_s, {}, {}, [this, query] { follow(query); }}};
}

Result<QString> DeepLinks::placeOf(const QString &text, const QSettings &settings)
{
    const auto link = DeepLink::fromText(text);
    if (!link)
        return passOn(link);
    const QString place = settings.value(keyOf(link->company)).toString();
    if (place.isEmpty())
        return fail(ErrorKind::NotFound, u"link.company_unknown"_s);
    return place;
}

} // namespace accord::ui
