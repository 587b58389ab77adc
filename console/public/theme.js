// Runs before the first paint. The rest of the preferences is read by src/shell/preferences.ts (same key).
{
  let theme = 'auto';
  try {
    theme = JSON.parse(localStorage.getItem('causerie.preferences') || '{}').theme || 'auto';
  } catch {
    // Private mode or damaged data: the system's theme it is.
  }
  if (theme === 'auto') theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
}
