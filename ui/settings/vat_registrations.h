// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/issuing_entity.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace accord::ui {

class Label;

/// The countries in which a company is registered for value added tax beside its own, each with a button that ends it,
/// and whether it uses the one-stop shop. What is wrong with a country stands under the field while it is typed.
/// Nothing is stored before the company is saved.
class VatRegistrations : public QWidget
{
    Q_OBJECT
public:
    explicit VatRegistrations(QWidget *parent = nullptr);

    void showCompany(const billing::IssuingEntity &entity);
    /// Another country of the seat: it is no registration beside it.
    void setSeat(const QString &country);
    /// Writes what is shown into \a entity.
    void apply(billing::IssuingEntity &entity) const;
    void setReadOnly(bool readOnly);

    const QStringList &countries() const { return m_countries; }
    QLineEdit *country() const { return m_country; }
    QPushButton *addButton() const { return m_add; }
    QCheckBox *oneStopShop() const { return m_oneStopShop; }
    /// The button that ends the registration in \a country; null where there is none.
    QPushButton *endButton(const QString &country) const;
    QString finding() const;

Q_SIGNALS:
    void changed();

private:
    void check();
    void add();
    void end(const QString &country);
    void rebuild();

    billing::IssuingEntity m_entity; ///< whose registrations they are
    QStringList m_countries;
    bool m_isReadOnly = false;
    QWidget *m_list = nullptr;
    QVBoxLayout *m_layout;
    QLineEdit *m_country;
    QPushButton *m_add;
    Label *m_finding;
    QCheckBox *m_oneStopShop;
};

} // namespace accord::ui
