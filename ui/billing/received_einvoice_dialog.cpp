// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/received_einvoice_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QClipboard>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::NamedDocument;
using workspace::ReceivedEinvoice;

namespace {

enum { FindingsTab, ComparisonTab };

QString profileName(const ReceivedEinvoice &received)
{
    using enum einvoice::Profile;
    switch (received.profile) {
    case En16931:
        return ReceivedEinvoiceDialog::tr("EN 16931");
    case PeppolBis3:
        return ReceivedEinvoiceDialog::tr("Peppol BIS Billing 3.0");
    case XRechnung3:
        return ReceivedEinvoiceDialog::tr("XRechnung 3.0");
    case FacturXMinimum:
        return ReceivedEinvoiceDialog::tr("Factur-X MINIMUM");
    case FacturXBasicWl:
        return ReceivedEinvoiceDialog::tr("Factur-X BASIC WL");
    case FacturXBasic:
        return ReceivedEinvoiceDialog::tr("Factur-X BASIC");
    case FacturXExtended:
        return ReceivedEinvoiceDialog::tr("Factur-X EXTENDED");
    }
    return {};
}

QString syntaxName(einvoice::Syntax syntax)
{
    return syntax == einvoice::Syntax::Ubl ? ReceivedEinvoiceDialog::tr("UBL") : ReceivedEinvoiceDialog::tr("CII");
}

/// "2 rules broken · 3 of 64 fields differ from INV-0118."
QString verdictOn(const ReceivedEinvoice &received)
{
    QStringList said;
    said << (received.findings.empty()
                 ? ReceivedEinvoiceDialog::tr("No rule is broken.")
                 : ReceivedEinvoiceDialog::tr("%n rule(s) broken.", nullptr, int(received.findings.size())));
    if (!received.profileIsKnown)
        said << ReceivedEinvoiceDialog::tr("It names “%1”, which we do not know: it was held to EN 16931.")
                    .arg(received.read.invoice.specification);
    if (!received.ours)
        said << ReceivedEinvoiceDialog::tr("Its number is none of ours: there is nothing to compare it with.");
    else if (received.ours->notCompared)
        said << ReceivedEinvoiceDialog::tr("%1 has no electronic form to compare with.").arg(received.ours->number);
    else if (received.ours->differing() == 0)
        said << ReceivedEinvoiceDialog::tr("It says the same as %1 for %2.")
                    .arg(received.ours->number, received.ours->account);
    else
        said << ReceivedEinvoiceDialog::tr("Compared with %1 for %2: %n difference(s).", nullptr,
                                           int(received.ours->differing()))
                    .arg(received.ours->number, received.ours->account);
    return said.join(u' ');
}

using Facts = std::vector<std::pair<QString, QString>>; ///< label and value

Facts factsOf(const ReceivedEinvoice &received)
{
    const auto &invoice = received.read.invoice;
    QStringList before;
    for (const einvoice::PrecedingInvoice &one : invoice.precedingInvoices)
        before << one.number;
    Facts facts{{ReceivedEinvoiceDialog::tr("Profile"),
                 ReceivedEinvoiceDialog::tr("%1 in %2").arg(profileName(received), syntaxName(received.read.syntax))},
                {ReceivedEinvoiceDialog::tr("Buyer"), invoice.buyer.name},
                {ReceivedEinvoiceDialog::tr("Issued"), valueText(invoice.issueDate)},
                {ReceivedEinvoiceDialog::tr("Due"), valueText(invoice.dueDate)}};
    const Facts rare{{ReceivedEinvoiceDialog::tr("Purchase order"), invoice.purchaseOrder},
                     {ReceivedEinvoiceDialog::tr("Buyer reference"), invoice.buyerReference},
                     {ReceivedEinvoiceDialog::tr("Refers to"), before.join(u", "_s)}};
    std::ranges::copy_if(rare, std::back_inserter(facts), [](const auto &fact) { return !fact.second.isEmpty(); });
    return facts;
}

Facts totalsOf(const einvoice::SemanticInvoice &invoice)
{
    const auto amount = [&](const std::optional<Decimal> &value) {
        return value ? ReceivedEinvoiceDialog::tr("%1 %2").arg(invoice.currency, decimalText(*value)) : QString();
    };
    Facts facts{{ReceivedEinvoiceDialog::tr("Lines"), amount(invoice.totals.lines)},
                {ReceivedEinvoiceDialog::tr("Without VAT"), amount(invoice.totals.withoutVat)},
                {ReceivedEinvoiceDialog::tr("VAT"), amount(invoice.totals.vat)},
                {ReceivedEinvoiceDialog::tr("With VAT"), amount(invoice.totals.withVat)}};
    if (invoice.totals.paid)
        facts.emplace_back(ReceivedEinvoiceDialog::tr("Paid"), amount(invoice.totals.paid));
    facts.emplace_back(ReceivedEinvoiceDialog::tr("To pay"), amount(invoice.totals.due));
    return facts;
}

} // namespace

QString electronicInvoiceIn(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() != 1 || !urls.front().isLocalFile())
        return {};
    const QString path = urls.front().toLocalFile();
    const QString ending = QFileInfo(path).suffix().toLower();
    return ending == u"xml" || ending == u"pdf" ? path : QString();
}

ReceivedEinvoiceDialog::ReceivedEinvoiceDialog(workspace::Workspace &workspace, const QString &path, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_checking(workspace.runner())
    , m_title(new Label({}, TextRole::Title, Token::Text, this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_facts(new FactGrid(this))
    , m_totals(new FactGrid(this))
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_findingsModel(new FindingsModel(
          findingColumns(), [](const FindingItem &i) { return QString::number(i.n); }, this))
    , m_termsModel(new ComparedTermsModel(
          comparedColumns(), [](const ComparedItem &i) { return QString::number(i.n); }, this))
    , m_findings(new TableView(tr("Broken rules"), this))
    , m_terms(new TableView(tr("Fields compared"), this))
    , m_onlyDifferent(new QCheckBox(tr("&Only what differs"), this))
    , m_detail(new Label({}, TextRole::Body, Token::Text2, this))
    , m_open(new QPushButton(tr("Open &ours"), this))
    , m_copy(new QPushButton(tr("&Copy all"), this))
    , m_other(new QPushButton(tr("Other &file…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Check an electronic invoice"));
    setAcceptDrops(true);
    buildTables();
    buildLayout();
    connect(m_onlyDifferent, &QCheckBox::toggled, this, &ReceivedEinvoiceDialog::showComparison);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        m_onlyDifferent->setVisible(tab == ComparisonTab);
        showDetail();
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT openRequested(u"invoices/"_s + m_received->ours->invoice.toString());
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(asText()); });
    connect(m_other, &QPushButton::clicked, this, &ReceivedEinvoiceDialog::chooseFile);
    check(path);
}

void ReceivedEinvoiceDialog::buildTables()
{
    m_findings->setPagedModel(m_findingsModel);
    m_terms->setPagedModel(m_termsModel);
    m_findingsModel->setSource([this](const PageRequest &, const FindingsModel::Answer &answer) {
        answer(RowPage<FindingItem>{m_received ? findingItems(*m_received) : std::vector<FindingItem>(), {}, {}, {}});
    });
    m_termsModel->setSource([this](const PageRequest &, const ComparedTermsModel::Answer &answer) {
        const bool hasTerms = m_received && m_received->ours;
        answer(RowPage<ComparedItem>{hasTerms ? comparedItems(m_received->ours->terms, m_onlyDifferent->isChecked())
                                              : std::vector<ComparedItem>(),
                                     {},
                                     {},
                                     {}});
    });
    auto *findings = new StateView(m_findings, this);
    findings->follow(m_findingsModel, [this](StateView &view) {
        view.showEmpty(m_received ? tr("No rule is broken.") : tr("Nothing was read."), u"check"_s);
    });
    auto *terms = new StateView(m_terms, this);
    terms->follow(m_termsModel, [this](StateView &view) {
        if (!m_received || !m_received->ours)
            view.showEmpty(tr("Its number is none of ours: there is nothing to compare it with."), u"file-search"_s);
        else if (m_received->ours->notCompared)
            view.showEmpty(inWords(*m_received->ours->notCompared).happened, u"file-search"_s);
        else
            view.showEmpty(tr("Nothing differs."), u"check"_s);
    });
    m_pages->addWidget(findings);
    m_pages->addWidget(terms);
    m_tabs->addTab(tr("Rules"));
    m_tabs->addTab(tr("Comparison"));
    m_tabs->setAccessibleName(tr("Rules and comparison"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (TableView *table : {m_findings, m_terms})
        connect(table, &TableView::currentIdChanged, this, &ReceivedEinvoiceDialog::showDetail);
}

void ReceivedEinvoiceDialog::buildLayout()
{
    m_title->setWordWrap(true);
    m_note->setWordWrap(true);
    m_detail->setWordWrap(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_detail->setMinimumHeight(metrics::rowStandard);
    m_onlyDifferent->hide();
    auto *facts = new QHBoxLayout;
    facts->setSpacing(metrics::insetPage);
    facts->addWidget(m_facts, 3);
    facts->addWidget(m_totals, 2);
    auto *head = new QHBoxLayout;
    head->addWidget(m_tabs, 1);
    head->addWidget(m_onlyDifferent);
    auto *close = new QPushButton(tr("Close"), this);
    setButtonKind(close, ButtonKind::Primary);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_other, m_copy, m_open}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_title);
    layout->addWidget(m_note);
    layout->addLayout(facts);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_detail);
    layout->addLayout(buttons);
    resize(980, 680);
}

void ReceivedEinvoiceDialog::check(const QString &path)
{
    m_received.reset();
    m_open->setEnabled(false);
    m_copy->setEnabled(false);
    m_title->setText(QFileInfo(path).fileName());
    say(tr("Reading…"), false);
    m_checking.start(this, m_workspace.onServices([path](workspace::Services &services, jobs::Progress &) {
        return workspace::receivedFile(path).and_then(
            [&](const QByteArray &file) { return workspace::checkReceived(services, file); });
    }),
                     [this](const Result<ReceivedEinvoice> &received) {
                         if (received) {
                             show(*received);
                         } else {
                             m_facts->clear();
                             m_totals->clear();
                             const ErrorWords words = inWords(received.error());
                             say(QStringList{words.happened, words.advice}.join(u' '), true);
                         }
                         m_findingsModel->reload();
                         m_termsModel->reload();
                         Q_EMIT checked();
                     });
}

void ReceivedEinvoiceDialog::show(const ReceivedEinvoice &received)
{
    m_received = received;
    const auto &invoice = received.read.invoice;
    m_title->setText((invoice.isCreditNote() ? tr("Credit note %1 of %2") : tr("Invoice %1 of %2"))
                         .arg(invoice.number.isEmpty() ? noValue() : invoice.number,
                              invoice.seller.name.isEmpty() ? noValue() : invoice.seller.name));
    const bool differs = received.ours && received.ours->differing() > 0;
    say(verdictOn(received), !received.findings.empty() || differs);
    showFacts();
    m_tabs->setTabText(FindingsTab, tr("Rules  %1").arg(received.findings.size()));
    m_tabs->setTabText(ComparisonTab,
                       received.ours
                           ? tr("Compared with %1  %2").arg(received.ours->number).arg(received.ours->differing())
                           : tr("Comparison"));
    m_tabs->setCurrentIndex(received.findings.empty() && differs ? ComparisonTab : FindingsTab);
    m_open->setEnabled(received.ours.has_value());
    m_copy->setEnabled(true);
    showDetail();
}

void ReceivedEinvoiceDialog::showFacts()
{
    m_facts->clear();
    for (const auto &[label, value] : factsOf(*m_received))
        m_facts->add(label, value);
    m_totals->clear();
    for (const auto &[label, value] : totalsOf(m_received->read.invoice))
        m_totals->add(label, value);
}

void ReceivedEinvoiceDialog::showComparison()
{
    m_termsModel->reload();
    showDetail();
}

/// The chosen row in full: its cells may be cut off.
void ReceivedEinvoiceDialog::showDetail()
{
    if (m_tabs->currentIndex() == FindingsTab) {
        const FindingItem *finding = m_findingsModel->rowAt(m_findings->currentIndex());
        return m_detail->setText(finding ? inWords(*finding) : QString());
    }
    const ComparedItem *term = m_termsModel->rowAt(m_terms->currentIndex());
    m_detail->setText(term ? inWords(*term) : QString());
}

QString ReceivedEinvoiceDialog::asText() const
{
    if (!m_received)
        return {};
    QStringList parts{m_title->text(), m_note->text()};
    for (const Facts &facts : {factsOf(*m_received), totalsOf(m_received->read.invoice)}) {
        for (const auto &[label, value] : facts)
            parts << label + u'\t' + value;
    }
    return parts.join(u'\n') + u"\n\n"_s + m_findings->asText() + u'\n' + m_terms->asText();
}

QString ReceivedEinvoiceDialog::note() const
{
    return m_note->text();
}

void ReceivedEinvoiceDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, windowTitle(), {}, tr("Electronic invoices (*.xml *.pdf);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ReceivedEinvoiceDialog::check);
    dialog->open();
}

void ReceivedEinvoiceDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (!electronicInvoiceIn(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ReceivedEinvoiceDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    check(electronicInvoiceIn(*event->mimeData()));
}

void ReceivedEinvoiceDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

} // namespace accord::ui
