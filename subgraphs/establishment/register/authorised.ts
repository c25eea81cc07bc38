/**
 * Authorised posts by institution and category, as SQL; `where` chooses the quotas. A number for a category as a whole
 * stands; only where there is none are the numbers of its titles added up, since they would count the same posts again.
 */
export const authorisedByCategory = (where: string): string => `
  select institution_code, category, coalesce(
    sum(number) filter (where title = ''), sum(number) filter (where title <> '')) as authorised
  from quota where measure = 'POST' and ${where} group by institution_code, category`;
