/**
 * An address as PostgreSQL's drivers read it: unlike a URL, one with a user may lack the host, which `?host=` names then
 * (`postgres://causerie@/desk?host=/run/postgresql`). Null where it is none.
 */
export const parseAddress = (text: string): URL | null =>
  URL.parse(text) ?? URL.parse(text.replace('@/', '@localhost/'));
