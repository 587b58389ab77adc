/** A page of the server itself that shows the messenger of an inbox: for trying it before any site has the snippet. */
export const testPageOf = (inboxKey: string) => `/demo/?inbox=${encodeURIComponent(inboxKey)}`;
