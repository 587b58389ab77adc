/** Colours computed from the inbox's accent, so that text stays readable on any. Formulas: WCAG 2.2, "contrast ratio". */
type Rgb = [number, number, number];

const parse = (hex: string): Rgb => {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
};
const toHex = (rgb: Rgb) => `#${rgb.map((c) => Math.round(c).toString(16).padStart(2, '0')).join('')}`;

function luminance(hex: string): number {
  const [r, g, b] = parse(hex).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** White where it can be read on the colour, else near-black, which then always can. */
export const inkOn = (colour: string): string => (contrast(colour, '#ffffff') >= 4.5 ? '#ffffff' : '#101014');

/** The colour itself, moved towards black or white until it can be read (4.5:1) on the ground. */
export function readableOn(colour: string, ground: string): string {
  const goal = luminance(ground) > 0.18 ? 0 : 255;
  const from = parse(colour);
  for (let step = 0; step <= 20; step++) {
    const mixed = toHex(from.map((c) => c + ((goal - c) * step) / 20) as Rgb);
    if (contrast(mixed, ground) >= 4.5) return mixed;
  }
  return goal ? '#ffffff' : '#000000';
}

/** Grounds that accent-coloured text stands on; the same as `--ground-2` in tokens.css, the worse of the two. */
const grounds = { light: '#f4f3f1', dark: '#26262c' };

/** Puts theme and accent on the document. Custom properties only: all other colour is in tokens.css. */
export function applyTheme(
  theme: 'light' | 'dark',
  colour: string,
  root: HTMLElement = document.documentElement,
): void {
  root.dataset.theme = theme;
  root.style.setProperty('--accent', colour);
  root.style.setProperty('--on-accent', inkOn(colour));
  root.style.setProperty('--accent-text', readableOn(colour, grounds[theme]));
}
