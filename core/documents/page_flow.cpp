// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/page_flow.h"

namespace accord::documents {

PageFlow::PageFlow(double firstTop, double top, double bottom)
    : m_y(firstTop)
    , m_top(top)
    , m_bottom(bottom)
{ }

void PageFlow::addTogether(const std::vector<Block> &blocks)
{
    double height = 0;
    for (const Block &block : blocks)
        height += block.height;
    const bool fitsOnOnePage = height <= m_bottom - m_top - m_header.height;
    if (fitsOnOnePage && m_y + height > m_bottom)
        breakPage();
    for (const Block &block : blocks) {
        if (!fitsOnOnePage && m_y + block.height > m_bottom)
            breakPage();
        place(block);
    }
}

void PageFlow::beginTable(const Block &header, double firstRow)
{
    if (m_y + header.height + firstRow > m_bottom)
        breakPage();
    place(header);
    m_header = header;
}

void PageFlow::breakPage()
{
    m_pages.emplace_back();
    m_y = m_top;
    if (m_header.draw)
        place(m_header);
}

void PageFlow::place(const Block &block)
{
    m_pages.back().push_back({m_y, block.draw});
    m_y += block.height;
}

} // namespace accord::documents
