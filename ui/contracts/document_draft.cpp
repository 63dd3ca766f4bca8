// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/document_draft.h"

#include "core/workspace/contract_desk.h"
#include "ui/contracts/contract_document.h"
#include "ui/errors/error_words.h"

#include <QtCore/QTimer>

namespace accord::ui {

namespace {

constexpr int pauseMilliseconds = 700; // a draft is kept within a second

Result<> store(workspace::Services &services, const QString &reference, const QJsonObject &document, bool isDraft)
{
    workspace::ContractDesk desk(services);
    return isDraft ? desk.saveDraft(reference, document) : desk.dropDraft(reference);
}

} // namespace

DocumentDraft::DocumentDraft(workspace::Workspace &workspace, ContractDocument &document, const QString &reference)
    : m_workspace(workspace)
    , m_document(document)
    , m_reference(reference)
    , m_pause(new QTimer(this))
{
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMilliseconds);
    connect(m_pause, &QTimer::timeout, this, &DocumentDraft::keep);
    connect(&m_document, &ContractDocument::changed, this, &DocumentDraft::documentChanged);
    connect(&m_document, &ContractDocument::replaced, this, &DocumentDraft::documentChanged);
}

DocumentDraft::~DocumentDraft()
{
    if (!m_pause->isActive())
        return;
    if (const auto services = m_workspace.services())
        (void)store(**services, m_reference, m_document.json(), isDraft());
}

bool DocumentDraft::begin(const QJsonObject &base, const std::optional<QJsonObject> &draft)
{
    m_base = base;
    m_kept = draft.value_or(base);
    m_isStarted = true;
    m_document.start(m_kept);
    m_pause->stop();
    return isDraft();
}

bool DocumentDraft::isDraft() const
{
    return m_isStarted && m_document.json() != m_base;
}

bool DocumentDraft::isKept() const
{
    return m_document.json() == m_kept;
}

void DocumentDraft::hold()
{
    m_isHeld = true;
    m_pause->stop();
}

void DocumentDraft::release()
{
    m_isHeld = false;
    documentChanged();
}

void DocumentDraft::settle()
{
    m_isHeld = false;
    m_base = m_kept = m_document.json();
    m_pause->stop();
}

void DocumentDraft::discard()
{
    m_document.start(m_base);
    keep();
}

void DocumentDraft::documentChanged()
{
    // Not put off by what is typed on: the first key since the last draft begins the second.
    if (m_isStarted && !m_isHeld && !m_workspace.isReadOnly() && !isKept() && !m_pause->isActive())
        m_pause->start();
}

void DocumentDraft::keep()
{
    m_pause->stop();
    const QJsonObject document = m_document.json();
    if (m_isHeld || document == m_kept)
        return;
    m_workspace.start(
        this,
        [document, isDraft = isDraft(), reference = m_reference](workspace::Services &services, jobs::Progress &) {
            return store(services, reference, document, isDraft);
        },
        [this, document](const Result<> &stored) {
            if (!stored)
                return Q_EMIT failed(inWords(stored.error()).paragraph());
            m_kept = document;
            Q_EMIT kept();
        });
}

} // namespace accord::ui
