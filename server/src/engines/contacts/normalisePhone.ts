import parsePhoneNumber, { type CountryCode, isSupportedCountry } from 'libphonenumber-js';

/**
 * A telephone number in E.164 (ITU-T), however it was typed; one without a country code is read as a number of
 * `country` (ISO 3166-1 alpha-2). Undefined for what is no number there.
 */
export function normalisePhone(text: string, country: string | null): string | undefined {
  const known = country !== null && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  // `00` is how one dials out of most countries; the plus sign means the same everywhere.
  const typed = text.trim().replace(/^00(?=[1-9])/, '+');
  const parsed = parsePhoneNumber(typed, known);
  return parsed?.isPossible() ? parsed.number : undefined;
}
