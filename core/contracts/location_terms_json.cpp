// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/location_terms_json.h"

#include <QtCore/QJsonArray>

namespace accord::contracts {

using interchange::JsonFields;

namespace {

/// Whether \a service begins after everything that \a before says of its location.
bool isLater(const std::vector<LocationService> &before, const LocationService &service)
{
    return std::ranges::none_of(before, [&](const LocationService &one) {
        return one.location == service.location
               && (!one.to.isValid() || !service.from.isValid() || service.from < one.to);
    });
}

LocationService readService(JsonFields &fields, const std::vector<LocationService> &before)
{
    fields.require(u"location"_s);
    LocationService service{fields.text(u"location"_s).trimmed(), fields.date(u"start"_s), fields.date(u"end"_s)};
    if (service.from.isValid() && service.to.isValid())
        fields.take(u"end"_s, Period::make(service.from, service.to));
    if (!isLater(before, service))
        fields.keep(u"start"_s, Error{ErrorKind::InvalidInput,
                                      u"contracts.location_services_overlap"_s,
                                      {{u"location"_s, service.location}},
                                      {}});
    return service;
}

} // namespace

void insertLocationTerms(QJsonObject &contract, const LocationTerms &terms)
{
    QJsonArray services;
    for (const LocationService &service : terms.services) {
        QJsonObject object{{u"location"_s, service.location}};
        if (service.from.isValid())
            object.insert(u"start"_s, service.from.toString(Qt::ISODate));
        if (service.to.isValid())
            object.insert(u"end"_s, service.to.toString(Qt::ISODate));
        services.append(object);
    }
    if (!services.isEmpty())
        contract.insert(u"location_services"_s, services);
    if (terms.onlyListed)
        contract.insert(u"only_listed_locations"_s, true);
}

LocationTerms readLocationTerms(JsonFields &contract)
{
    LocationTerms terms;
    terms.onlyListed = contract.boolean(u"only_listed_locations"_s);
    for (const auto &[object, path] : contract.objects(u"location_services"_s)) {
        JsonFields fields(object, path);
        terms.services.push_back(readService(fields, terms.services));
        contract.take(u"location_services"_s, fields.status().map([] { return 0; }));
    }
    return terms;
}

} // namespace accord::contracts
