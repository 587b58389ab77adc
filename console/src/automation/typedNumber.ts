/** Numbers as one types them in a language, without groups, which would not be read again. */
export function typedNumber(locale: string): (value: number) => string {
  return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 6 }).format;
}

/** What was typed, with a point or a comma; NaN for what is no number. */
export const readNumber = (typed: string): number =>
  typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.'));
