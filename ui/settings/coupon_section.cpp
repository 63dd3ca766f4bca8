// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/coupon_section.h"

#include "core/workspace/permit.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using workspace::CouponStanding;

namespace {

QString grantOf(const CouponStanding &standing)
{
    const pricing::Discount &discount = standing.coupon.discount;
    return discount.basis == pricing::DiscountBasis::Percent
               ? CouponSection::tr("%1 %").arg(discount.percent.toShortString())
               : u"%1 %2"_s.arg(discount.amount.currency().code(), discount.amount.toString());
}

QVariant lastDayOf(const CouponStanding &standing)
{
    const QDate end = standing.coupon.validTo;
    return end.isValid() ? QVariant(end.addDays(-1)) : QVariant();
}

QString usesOf(const CouponStanding &standing)
{
    return standing.coupon.uses ? CouponSection::tr("%1 of %2").arg(standing.used).arg(*standing.coupon.uses)
                                : QString::number(standing.used);
}

std::vector<PagedTableModel<CouponStanding>::Column> columns()
{
    using Column = PagedTableModel<CouponStanding>::Column;
    const int dateWidth = metrics::columnDate + metrics::insetSmall;
    return {Column{{u"code"_s, CouponSection::tr("Coupon"), 180, Qt::AlignLeft, false, true},
                   [](const CouponStanding &s) { return s.coupon.code(); },
                   {},
                   [](const CouponStanding &s) { return s.coupon.discount.name; }},
            Column{{u"grants"_s, CouponSection::tr("Grants"), 96, Qt::AlignRight, false},
                   [](const CouponStanding &s) { return grantOf(s); }},
            Column{{u"months"_s, CouponSection::tr("Months"), 70, Qt::AlignRight, false},
                   [](const CouponStanding &s) {
                       return s.coupon.months ? QVariant(QString::number(*s.coupon.months)) : QVariant();
                   }},
            Column{{u"from"_s, CouponSection::tr("First day"), dateWidth, Qt::AlignRight, false},
                   [](const CouponStanding &s) {
                       return s.coupon.validFrom.isValid() ? QVariant(s.coupon.validFrom) : QVariant();
                   }},
            Column{{u"last"_s, CouponSection::tr("Last day"), dateWidth, Qt::AlignRight, false},
                   [](const CouponStanding &s) { return lastDayOf(s); }},
            Column{{u"used"_s, CouponSection::tr("Taken up"), 90, Qt::AlignRight, false},
                   [](const CouponStanding &s) { return usesOf(s); }}};
}

} // namespace

CouponSection::CouponSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_coupons(new PagedTableModel<Row>(
          columns(), [](const Row &standing) { return standing.coupon.code(); }, this))
    , m_table(new TableView(tr("Coupons of the price book"), this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_end(new QPushButton(tr("End today"), this))
{
    m_table->setPagedModel(m_coupons);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *card = new Card(tr("Coupons of the price book"), this);
    card->addToTitle(m_end);
    card->body()->addWidget(m_table, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(card, 1);
    layout->addWidget(m_note);
    layout->addWidget(buildForm());
    connect(m_end, &QPushButton::clicked, this, &CouponSection::endCurrent);
}

QWidget *CouponSection::buildForm()
{
    auto *card = new Card(tr("A new coupon"), this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::inset);
    grid->setVerticalSpacing(metrics::insetSmall);
    const struct
    {
        QString name, label, hint;
    } fields[]{
        {u"code"_s, tr("Code"), u"SPRING-26"_s},           {u"name"_s, tr("Name"), tr("as printed")},
        {u"percent"_s, tr("Percent"), tr("or an amount")}, {u"amount"_s, tr("Amount"), tr("of each bill")},
        {u"valid_from"_s, tr("First day"), tr("at once")}, {u"valid_to"_s, tr("Last day"), tr("without end")},
        {u"months"_s, tr("Months"), tr("for the rest")},   {u"uses"_s, tr("Contracts at most"), tr("any number")}};
    int place = 0;
    const auto put = [&](const QString &label, QWidget *widget) {
        auto *caption = new Label(label, TextRole::Body, Token::Text2, card);
        caption->setBuddy(widget);
        grid->addWidget(caption, place % 3, 2 * (place / 3));
        grid->addWidget(widget, place % 3, 2 * (place / 3) + 1);
        ++place;
    };
    for (const auto &[name, label, hint] : fields) {
        auto *edit = new QLineEdit(card);
        edit->setPlaceholderText(hint);
        edit->setAccessibleName(label);
        m_fields.insert(name, edit);
        put(label, edit);
        connect(edit, &QLineEdit::returnPressed, this, &CouponSection::add);
    }
    m_scope = new QComboBox(card);
    m_scope->setAccessibleName(tr("Reaches"));
    m_scope->addItem(tr("recurring items"), u"recurring"_s);
    m_scope->addItem(tr("usage"), u"usage"_s);
    m_scope->addItem(tr("everything"), u"everything"_s);
    put(tr("Reaches"), m_scope);
    m_add = new QPushButton(tr("Add"), card);
    setButtonKind(m_add, ButtonKind::Primary);
    connect(m_add, &QPushButton::clicked, this, &CouponSection::add);
    card->body()->addLayout(grid);
    auto *line = new QHBoxLayout;
    line->addStretch();
    line->addWidget(m_add);
    card->body()->addLayout(line);
    return card;
}

void CouponSection::reload()
{
    struct Read
    {
        std::vector<Row> coupons;
        QDate today;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        auto all = workspace::coupons(services);
        if (!all)
            return passOn(all);
        const auto may = workspace::permit(services, workspace::Act::PublishPriceBook);
        return Read{std::move(*all), services.clock().today(), may ? std::nullopt : std::optional<Error>(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     m_today = read->today;
                     showRows(m_coupons, read->coupons);
                     m_table->selectFirst();
                     say(read->refusal ? inWords(*read->refusal).paragraph() : QString());
                     m_add->setEnabled(!read->refusal);
                     m_end->setEnabled(!read->refusal && !read->coupons.empty());
                 });
}

const CouponSection::Row *CouponSection::current() const
{
    return m_coupons->rowAt(m_table->currentIndex());
}

QJsonObject CouponSection::typed() const
{
    QJsonObject coupon{{u"scope"_s, m_scope->currentData().toString()}};
    for (auto field = m_fields.begin(); field != m_fields.end(); ++field)
        if (const QString text = field.value()->text().trimmed(); !text.isEmpty())
            coupon.insert(field.key(), text);
    for (const QString &count : {u"months"_s, u"uses"_s})
        if (coupon.contains(count))
            coupon.insert(count, coupon.value(count).toString().toInt());
    const QDate last = QDate::fromString(coupon.value(u"valid_to"_s).toString(), Qt::ISODate);
    if (last.isValid())
        coupon.insert(u"valid_to"_s, last.addDays(1).toString(Qt::ISODate));
    if (!coupon.contains(u"name"_s))
        coupon.insert(u"name"_s, coupon.value(u"code"_s).toString());
    coupon.insert(u"basis"_s, coupon.contains(u"amount"_s) ? u"fixed"_s : u"percent"_s);
    return coupon;
}

void CouponSection::add()
{
    const QJsonObject coupon = typed();
    if (coupon.contains(u"amount"_s) == coupon.contains(u"percent"_s))
        return say(inWords(Error{ErrorKind::InvalidInput, u"coupons.worth"_s, {}, {}}).paragraph());
    run([coupon](workspace::Services &services) { return workspace::publishCoupon(services, coupon); },
        tr("Coupon %1 can be taken up.").arg(coupon.value(u"code"_s).toString()));
}

void CouponSection::endCurrent()
{
    const Row *row = current();
    if (!row)
        return;
    run([code = row->coupon.code(),
         day = m_today](workspace::Services &services) { return workspace::endCoupon(services, code, day); },
        tr("Coupon %1 ends today; contracts keep what they were granted.").arg(row->coupon.code()));
}

void CouponSection::run(Act act, const QString &sentence)
{
    say({});
    m_workspace.start(
        this, [act = std::move(act)](workspace::Services &services, jobs::Progress &) { return act(services); },
        [this, sentence](const Result<> &done) {
            if (!done)
                return say(inWords(done.error()).paragraph());
            for (QLineEdit *field : std::as_const(m_fields))
                field->clear();
            Q_EMIT said(sentence);
            m_workspace.announceChange();
        });
}

void CouponSection::say(const QString &problem)
{
    m_note->setText(problem);
    m_note->setVisible(!problem.isEmpty());
}

QWidget *CouponSection::firstFocus()
{
    return m_table;
}

QList<QWidget *> CouponSection::lists() const
{
    return {m_table};
}

QString CouponSection::note() const
{
    return m_note->text();
}

} // namespace accord::ui
