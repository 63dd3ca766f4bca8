// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtWidgets/QWidget>

class QBuffer;
class QPdfDocument;
class QPdfView;

namespace accord::ui {

class Label;

/// Shows a PDF file exactly as it will be printed, page under page.
class DocumentView : public QWidget
{
    Q_OBJECT
public:
    explicit DocumentView(QWidget *parent = nullptr);
    ~DocumentView() override;

    /// \param name  what the document is called, for the screen reader and as a proposal for a file name
    void setDocument(const QByteArray &pdf, const QString &name);
    void clear();
    bool hasDocument() const { return !m_pdf.isEmpty(); }
    int pageCount() const;
    QString name() const { return m_name; }

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void fitWidth();
    /// Asks for a printer and prints.
    void print();
    /// Opens the document in a window of its own with "Print" and "Save".
    void preview();
    /// Asks where and saves the same bytes.
    void save();

Q_SIGNALS:
    void saved(const QString &path);
    void failed(const QString &sentence);

private:
    QPdfView *makeView();
    void renewView();
    void applyTheme();
    void zoom(qreal factor);

    QByteArray m_pdf;
    QString m_name;
    QPdfDocument *m_document;
    QBuffer *m_buffer;
    QPdfView *m_view;
    Label *m_pages;
};

/// Renders the pages of \a document on the printer that the user chooses. Nothing blocks: the dialog is opened, not
/// executed.
void printDocument(QPdfDocument *document, const QString &name, QWidget *parent);

} // namespace accord::ui
