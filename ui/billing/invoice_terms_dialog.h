// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/payment_agreements.h"
#include "core/workspace/workspace.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace accord::ui {

class FactGrid;
class Label;

/// What one issued invoice offers for being paid early, and the tax that its customer keeps back. The amounts are shown
/// while they are typed; what is noted is never changed.
class InvoiceTermsDialog : public QDialog
{
    Q_OBJECT
public:
    InvoiceTermsDialog(workspace::Workspace &workspace, const QString &number, QWidget *parent);

    QLineEdit *percent() const { return m_percent; }
    QDateEdit *through() const { return m_through; }
    QPushButton *offerButton() const { return m_offer; }
    QLineEdit *withheld() const { return m_withheld; }
    QCheckBox *onTotal() const { return m_onTotal; }
    QPushButton *withholdButton() const { return m_withhold; }
    FactGrid *known() const { return m_known; }
    QString offerNote() const;
    QString withholdingNote() const;

Q_SIGNALS:
    void told(const QString &sentence);

private:
    void buildLayout();
    void load();
    void show(const workspace::InvoiceTerms &terms);
    void preview();
    void previewOffer();
    void previewWithholding();
    void offer();
    void withhold();

    workspace::Workspace &m_workspace;
    jobs::Latest m_loading;
    jobs::Latest m_offerPreview;
    jobs::Latest m_withholdingPreview;
    QString m_number;
    FactGrid *m_known;
    QLineEdit *m_percent;
    QDateEdit *m_through;
    Label *m_offerNote;
    QPushButton *m_offer;
    QLineEdit *m_withheld;
    QCheckBox *m_onTotal;
    Label *m_withholdingNote;
    QPushButton *m_withhold;
    QTimer m_pause;
    bool m_isNoted = false; ///< the tax that is kept back is known
};

} // namespace accord::ui
