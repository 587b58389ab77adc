import css from './launcher.css?inline';

/**
 * Draws the launcher in a shadow root: nothing of the page reaches in, nothing of ours leaks out. Styles come by
 * `adoptedStyleSheets` and nodes by DOM calls, so that neither `unsafe-inline` nor a Trusted Types exception is needed.
 */
export function drawLauncher() {
  const host = document.createElement('causerie-chat');
  const button = document.createElement('button');
  const badge = document.createElement('b');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  button.append(badge);
  shadow.append(button);
  // By place: names would be in the file that every page loads.
  return [host, shadow, button, badge] as const;
}
