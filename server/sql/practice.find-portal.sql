-- $1 slug

SELECT
  p.slug,
  p.name AS "practiceName",
  p.mail_name AS "mailName",
  p.phone,
  p.address,
  p.time_zone AS "timeZone",
  p.link_lifetime_minutes AS "linkLifetimeMinutes",
  p.pin_lifetime_minutes AS "pinLifetimeMinutes"
FROM
  portal_address s
  JOIN practice p ON p.id = s.practice_id
WHERE
  s.slug = $1;
