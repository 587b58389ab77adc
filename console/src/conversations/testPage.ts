/** The messenger by itself, on the server's own page: for trying an inbox before any site has the snippet. */
export const testPageOf = (inboxKey: string) =>
  `/widget/frame.html?inbox=${encodeURIComponent(inboxKey)}&standalone=1`;
