// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/system_scheme.h"

#include "ui/style/theme.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QPalette>

#ifdef ACCORD_HAS_DBUS
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>
#endif

namespace accord::ui {
namespace {

#ifdef ACCORD_HAS_DBUS
constexpr uint prefersDark = 1; // org.freedesktop.appearance color-scheme

class PortalWatch final : public QObject
{
    Q_OBJECT
public:
    explicit PortalWatch(Theme &theme)
        : QObject(&theme)
        , m_theme(theme)
    {
        QDBusConnection bus = QDBusConnection::sessionBus();
        if (!bus.isConnected())
            return;
        const QString service = u"org.freedesktop.portal.Desktop"_s;
        const QString path = u"/org/freedesktop/portal/desktop"_s;
        const QString face = u"org.freedesktop.portal.Settings"_s;
        bus.connect(service, path, face, u"SettingChanged"_s, this,
                    SLOT(settingChanged(QString, QString, QDBusVariant)));
        QDBusMessage ask = QDBusMessage::createMethodCall(service, path, face, u"Read"_s);
        ask << u"org.freedesktop.appearance"_s << u"color-scheme"_s;
        auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
            const QDBusPendingReply<QDBusVariant> reply = *done;
            if (!reply.isError())
                take(reply.value().variant());
            done->deleteLater();
        });
    }

private Q_SLOTS:
    void settingChanged(const QString &space, const QString &key, const QDBusVariant &value)
    {
        if (space == "org.freedesktop.appearance"_L1 && key == "color-scheme"_L1)
            take(value.variant());
    }

private:
    void take(QVariant value)
    {
        if (value.canConvert<QDBusVariant>()) // "Read" wraps its answer twice
            value = value.value<QDBusVariant>().variant();
        m_theme.setSystemDark(value.toUInt() == prefersDark);
    }
    Theme &m_theme;
};
#endif

} // namespace

void followSystemScheme(Theme &theme)
{
    theme.setSystemDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128);
#ifdef ACCORD_HAS_DBUS
    new PortalWatch(theme);
#endif
}

} // namespace accord::ui

#ifdef ACCORD_HAS_DBUS
#include "system_scheme.moc"
#endif
