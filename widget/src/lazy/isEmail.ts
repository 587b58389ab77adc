/** The same loose test as the protocol's `EmailAddress`: only a mail sent proves an address. */
export const isEmail = (text: string): boolean =>
  /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/.test(text) && text.length < 255;
