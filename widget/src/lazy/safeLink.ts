/** Web, mail and telephone; everything else (`javascript:`, `data:`) is no link. */
export const safeLink = (url: string): string | undefined =>
  /^(https?:\/\/|mailto:|tel:)[^\s<>"]+$/i.test(url) ? url : undefined;
