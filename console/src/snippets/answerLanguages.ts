/** Languages that are offered for answers and what customers write; any other comes with a file, or with their words. */
export const answerLanguages = [
  'en',
  'fr',
  'es',
  'de',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ru',
  'ar',
  'zh',
  'ja',
  'ko',
  'th',
] as const;
