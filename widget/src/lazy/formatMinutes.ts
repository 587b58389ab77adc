/** `4 minutes`, `2 hours`: in full words, for a sentence; rounded up, for a promise had better not be too short. */
export function formatMinutes(language: string, seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  const [value, unit] = minutes < 60 ? [minutes, 'minute'] : [Math.ceil(minutes / 60), 'hour'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
