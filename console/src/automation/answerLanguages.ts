/** Languages that can be chosen; any other comes with what customers write. */
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
