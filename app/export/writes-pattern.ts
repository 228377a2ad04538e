/**
 * Finds the tables that an SQL statement writes, once its strings are taken out and its spaces are single. Understood
 * alike by JavaScript, Python and Ruby; `FOR UPDATE`, `DO UPDATE` and `ON UPDATE` write no table of their own.
 */
export const WRITES_PATTERN =
  '(?<!for )(?<!key )(?<!do )(?<!on )\\b(?:insert(?: \\w+){0,2} into|replace into|update(?: or \\w+| only)?|delete from(?: only)?|truncate(?: table)?|merge into) (?:["`\\[]?\\w+["`\\]]?\\.)?["`\\[]?(\\w+)';
export const STRINGS_PATTERN = "'(?:[^']|'')*'";
