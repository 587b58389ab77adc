/**
 * Adds the style of a part that was loaded late. Constructed sheets need no `unsafe-inline`, and with the style in its
 * script a late part is one request, without the build's machinery for late style files.
 */
export function addStyle(css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
}
