// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/canvas.h"

#include <functional>

namespace accord::documents {

/// A piece of a page that is never torn.
struct Block
{
    double height = 0; ///< mm
    std::function<void(Canvas &canvas, double top)> draw;
};

/// Stacks blocks and begins a new page when the next one does not fit.
class PageFlow
{
public:
    struct Placed
    {
        double top;
        std::function<void(Canvas &canvas, double top)> draw;
    };
    using Page = std::vector<Placed>;

    /// \param firstTop, top, bottom  of the space for blocks on the first page, on later pages, and on all
    PageFlow(double firstTop, double top, double bottom);

    void add(const Block &block) { addTogether({block}); }
    /// All of them on one page, unless they are taller than a page.
    void addTogether(const std::vector<Block> &blocks);
    void space(double height) { m_y += height; }
    void breakPage();
    /// \a header is drawn now and again at the top of each page until endTable(). It begins where it and \a firstRow
    /// fit.
    void beginTable(const Block &header, double firstRow);
    void endTable() { m_header = {}; }

    const std::vector<Page> &pages() const { return m_pages; }

private:
    void place(const Block &block);

    std::vector<Page> m_pages{1};
    Block m_header;
    double m_y;
    double m_top;
    double m_bottom;
};

} // namespace accord::documents
