/** How a contact is called: by name, else by address, else as a visitor with two signs of the id to tell them apart. */
export function contactName(
  contact: { id: string; name: string | null; email: string | null },
  visitor: string,
): string {
  return contact.name ?? contact.email ?? `${visitor} ${contact.id.slice(-4).toUpperCase()}`;
}
