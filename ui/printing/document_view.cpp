// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/printing/document_view.h"

#include "core/base/error.h"
#include "core/workspace/whole_file.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"

#include <QtCore/QBuffer>
#include <QtCore/QEvent>
#include <QtCore/QStandardPaths>
#include <QtGui/QPainter>
#include <QtPdf/QPdfDocument>
#include <QtPdf/QPdfPageRenderer>
#include <QtPdfWidgets/QPdfView>
#include <QtPrintSupport/QPrintDialog>
#include <QtPrintSupport/QPrinter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDialog>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace accord::ui {

namespace {

/// To be called before a view is deleted: it must not ask for its document any more, and ends the thread in which it
/// renders but never deletes it (Qt 6.4), unless that is taken from it.
void letGo(QPdfView &view)
{
    view.setDocument(nullptr);
    if (auto *renderer = view.findChild<QPdfPageRenderer *>())
        renderer->setRenderMode(QPdfPageRenderer::RenderMode::SingleThreaded);
}

} // namespace

DocumentView::DocumentView(QWidget *parent)
    : QWidget(parent)
    , m_document(new QPdfDocument(this))
    , m_buffer(new QBuffer(this))
    , m_view(makeView())
    , m_pages(new Label({}, TextRole::Secondary, Token::Text2, this))
{
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
    m_view->setAccessibleName(tr("Document as printed"));
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::insetSmall, metrics::grid, metrics::insetSmall, metrics::grid);
    bar->addWidget(m_pages);
    bar->addStretch();
    const auto button = [&](const QString &icon, const QString &title, void (DocumentView::*slot)()) {
        auto *made = new QToolButton(this);
        made->setIcon(Theme::of(this).icon(icon));
        made->setAutoRaise(true);
        made->setAccessibleName(title);
        setPlainToolTip(made, title);
        connect(made, &QToolButton::clicked, this, slot);
        bar->addWidget(made);
    };
    button(u"minus"_s, tr("Smaller"), &DocumentView::zoomOut);
    button(u"plus"_s, tr("Larger"), &DocumentView::zoomIn);
    button(u"maximize-2"_s, tr("Fit the width"), &DocumentView::fitWidth);
    button(u"eye"_s, tr("Print preview (Ctrl+P)"), &DocumentView::preview);
    button(u"printer"_s, tr("Print"), &DocumentView::print);
    button(u"save"_s, tr("Save as PDF"), &DocumentView::save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
    applyTheme();
    connect(&Theme::of(this), &Theme::changed, this, &DocumentView::applyTheme);
}

DocumentView::~DocumentView()
{
    letGo(*m_view);
}

QPdfView *DocumentView::makeView()
{
    auto *view = new QPdfView(this);
    view->setDocument(m_document);
    view->setPageMode(QPdfView::PageMode::MultiPage);
    view->setFrameShape(QFrame::NoFrame);
    view->setPageSpacing(metrics::inset);
    view->setDocumentMargins(QMargins(metrics::inset, metrics::inset, metrics::inset, metrics::inset));
    return view;
}

/// A page that the view still paints when another document comes is shown as a page of that one: it knows pages by
/// their number only. So every document has a view of its own.
void DocumentView::renewView()
{
    QPdfView *fresh = makeView();
    fresh->setZoomMode(m_view->zoomMode());
    fresh->setZoomFactor(m_view->zoomFactor());
    setTabOrder(m_view->previousInFocusChain(), fresh);
    delete layout()->replaceWidget(m_view, fresh);
    const bool hadFocus = m_view->hasFocus();
    letGo(*m_view);
    delete std::exchange(m_view, fresh);
    if (hadFocus)
        m_view->setFocus();
    applyTheme();
}

void DocumentView::setDocument(const QByteArray &pdf, const QString &name)
{
    if (pdf == m_pdf && name == m_name)
        return; // it stays where somebody reads
    m_document->close();
    m_buffer->close();
    m_pdf = pdf;
    m_name = name;
    m_buffer->setData(m_pdf);
    if (m_buffer->open(QIODevice::ReadOnly))
        m_document->load(m_buffer);
    renewView();
    m_view->setAccessibleName(tr("%1 as printed").arg(name));
    m_pages->setText(tr("%1, %n page(s)", "", pageCount()).arg(name));
}

void DocumentView::clear()
{
    setDocument({}, {});
    m_pages->setText({});
}

int DocumentView::pageCount() const
{
    return m_document->pageCount();
}

void DocumentView::zoom(qreal factor)
{
    qreal now = m_view->zoomFactor();
    if (m_view->zoomMode() != QPdfView::ZoomMode::Custom && pageCount() > 0) {
        // What "fit" came to, so that the first step is a small one.
        const qreal points = m_document->pagePointSize(0).width() * logicalDpiX() / 72.0;
        now = points > 0 ? (m_view->viewport()->width() - 2 * metrics::inset) / points : 1.0;
        m_view->setZoomMode(QPdfView::ZoomMode::Custom);
    }
    m_view->setZoomFactor(std::clamp(now * factor, 0.3, 4.0));
}

void DocumentView::zoomIn()
{
    zoom(1.2);
}

void DocumentView::zoomOut()
{
    zoom(1 / 1.2);
}

void DocumentView::fitWidth()
{
    m_view->setZoomMode(QPdfView::ZoomMode::FitToWidth);
}

void DocumentView::print()
{
    if (hasDocument())
        printDocument(m_document, m_name, window());
}

void DocumentView::preview()
{
    if (!hasDocument())
        return;
    auto *dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print preview: %1").arg(m_name));
    dialog->resize(860, 900);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *view = new DocumentView(dialog);
    view->setDocument(m_pdf, m_name);
    layout->addWidget(view);
    dialog->open();
}

void DocumentView::save()
{
    if (!hasDocument())
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(window(), tr("Save as PDF"), folder, tr("PDF documents (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(m_name + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto written = workspace::writeWholeFile(path, m_pdf);
        if (written)
            Q_EMIT saved(path);
        else
            Q_EMIT failed(inWords(written.error()).paragraph());
    });
    dialog->open();
}

void DocumentView::applyTheme()
{
    // The view paints the room around the pages with this role.
    QPalette own = m_view->palette();
    own.setColor(QPalette::Dark, Theme::of(this).color(Token::SelectedInactive));
    m_view->setPalette(own);
}

void printDocument(QPdfDocument *document, const QString &name, QWidget *parent)
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(name);
    printer->setFullPage(true);
    if (document->pageCount() > 0)
        printer->setPageSize(QPageSize(document->pagePointSize(0), QPageSize::Point, {}, QPageSize::FuzzyMatch));
    auto *dialog = new QPrintDialog(printer.get(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setMinMax(1, std::max(1, document->pageCount()));
    QObject::connect(dialog, qOverload<QPrinter *>(&QPrintDialog::accepted), document, [document, printer] {
        const int first = printer->fromPage() > 0 ? printer->fromPage() : 1;
        const int last = printer->toPage() > 0 ? printer->toPage() : document->pageCount();
        QPainter painter(printer.get());
        for (int page = first - 1; page < std::min(last, document->pageCount()); ++page) {
            if (page > first - 1)
                printer->newPage();
            const QSize size = printer->pageLayout().fullRectPixels(300).size();
            painter.drawImage(QRectF(printer->paperRect(QPrinter::DevicePixel)), document->render(page, size));
        }
    });
    dialog->open();
}

} // namespace accord::ui
