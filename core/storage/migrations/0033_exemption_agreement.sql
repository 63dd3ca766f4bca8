-- Certificates by which a customer need not pay sales tax count once another person agreed to what they say.

-- What somebody recorded of a certificate, to the letter; each change that takes more tax away is a record of its own.
CREATE TABLE exemption_record (
    certificate_id {id} NOT NULL REFERENCES exemption_certificate (id),
    n {int} NOT NULL CHECK (n > 0),
    jurisdiction {text} NOT NULL,
    number {text} NOT NULL,
    reason {text} NOT NULL,
    valid_from {date} NOT NULL,
    valid_to {date},
    recorded_by {text} NOT NULL,         -- empty: before it was asked who
    recorded_at {instant} NOT NULL,
    PRIMARY KEY (certificate_id, n)
) {strict};
CREATE TRIGGER exemption_record_is_fixed BEFORE UPDATE ON exemption_record
BEGIN
    SELECT raise(abort, 'exemptions.history_kept');
END;
CREATE TRIGGER exemption_record_is_kept BEFORE DELETE ON exemption_record
BEGIN
    SELECT raise(abort, 'exemptions.history_kept');
END;

CREATE TABLE exemption_agreement (
    certificate_id {id} NOT NULL,
    n {int} NOT NULL,
    agreed_by {text} NOT NULL,
    agreed_at {instant} NOT NULL,
    PRIMARY KEY (certificate_id, n),
    FOREIGN KEY (certificate_id, n) REFERENCES exemption_record (certificate_id, n)
) {strict};
CREATE TRIGGER exemption_is_agreed_by_another BEFORE INSERT ON exemption_agreement
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND new.agreed_by = (SELECT recorded_by FROM exemption_record
                         WHERE certificate_id = new.certificate_id AND n = new.n)
BEGIN
    SELECT raise(abort, 'exemptions.own');
END;
CREATE TRIGGER exemption_agreement_is_fixed BEFORE UPDATE ON exemption_agreement
BEGIN
    SELECT raise(abort, 'exemptions.history_kept');
END;
CREATE TRIGGER exemption_agreement_is_kept BEFORE DELETE ON exemption_agreement
BEGIN
    SELECT raise(abort, 'exemptions.history_kept');
END;

-- Certificates that say no more than what two people stand for: one that ends sooner needs nobody again.
CREATE VIEW counting_exemption AS
SELECT certificate.id AS certificate_id, max(agreement.n) AS n
FROM exemption_certificate AS certificate
JOIN exemption_record AS record ON record.certificate_id = certificate.id
JOIN exemption_agreement AS agreement ON agreement.certificate_id = record.certificate_id AND agreement.n = record.n
WHERE record.jurisdiction = certificate.jurisdiction AND record.number = certificate.number
    AND record.reason = certificate.reason AND record.valid_from <= certificate.valid_from
    AND (record.valid_to IS NULL OR (certificate.valid_to IS NOT NULL AND certificate.valid_to <= record.valid_to))
GROUP BY certificate.id;

-- What counted so far goes on counting.
INSERT INTO exemption_record (certificate_id, n, jurisdiction, number, reason, valid_from, valid_to, recorded_by,
                              recorded_at)
SELECT id, 1, jurisdiction, number, reason, valid_from, valid_to, '', (SELECT max(applied_at) FROM schema_migration)
FROM exemption_certificate;
INSERT INTO exemption_agreement (certificate_id, n, agreed_by, agreed_at)
SELECT certificate_id, n, 'migration', recorded_at FROM exemption_record;
