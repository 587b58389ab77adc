type Forms = { one: string; other: string };

/** Picks the form of a count by the language's own rule; `#` stands for the number, written as that language does. */
export function pluralIn(locale: string) {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (count: number, forms: Forms): string => {
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return form.replace('#', digits.format(count));
  };
}
